import Foundation

/// Shows how embedding goes: one line that is redrawn on a terminal, nothing elsewhere.
struct EmbeddingMeter: Sendable {
  let total: Int
  private let start = ContinuousClock.now

  init(total: Int) { self.total = total }

  func show(_ done: Int) {
    guard Terminal.isInteractive else { return }
    let rate = Double(done) / max((ContinuousClock.now - start) / .seconds(1), 0.001)
    let left = duration(Double(total - done) / rate)
    let text =
      "\(done.grouped)/\(total.grouped) embedded, \(rate.rounded(toPlaces: 1))/s, \(left) left"
    Terminal.redrawLine(ProgressMeter.drawn(text, done, of: total, in: Terminal.width))
  }

  /// Leaves the last line standing.
  static func finish() {
    if Terminal.isInteractive { Terminal.printError("") }
  }
}
