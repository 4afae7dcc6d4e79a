import Endpoints
import Foundation
import Synchronization

/// Shows how asking goes: one line that is redrawn on a terminal, a plain line now and then
/// elsewhere.
final class ProgressMeter: Sendable {
  private struct State {
    var drawnAt: ContinuousClock.Instant?
    /// What has come in since the line was drawn.
    var undrawn: Asking.Progress?
    var isLineOpen = false
  }

  private let currency: String
  private let showsMoney: Bool
  private let isInteractive: Bool
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(currency: String, showsMoney: Bool) {
    self.currency = currency
    self.showsMoney = showsMoney
    isInteractive = Terminal.isInteractive
  }

  func show(_ progress: Asking.Progress) {
    let now = ContinuousClock.now
    let isLast = progress.answered + progress.failed == progress.total
    state.withLock { state in
      let pause: Duration = isInteractive ? .milliseconds(100) : .seconds(10)
      if !isLast, let drawnAt = state.drawnAt ?? (isInteractive ? nil : start),
        now - drawnAt < pause
      {
        state.undrawn = progress
        return
      }
      draw(progress, &state)
    }
  }

  private func draw(_ progress: Asking.Progress, _ state: inout State) {
    let now = ContinuousClock.now
    let line = line(progress, after: now - start)
    if isInteractive { Terminal.redrawLine(line) } else { Terminal.printError(line) }
    state = State(drawnAt: now, isLineOpen: isInteractive)
  }

  /// Leaves the last line standing.
  func finish() {
    state.withLock { state in
      if let progress = state.undrawn, isInteractive { draw(progress, &state) }
      if state.isLineOpen { Terminal.printError("") }
      state.isLineOpen = false
    }
  }

  private func line(_ progress: Asking.Progress, after elapsed: Duration) -> String {
    let done = progress.answered + progress.failed
    let seconds = max(elapsed / .seconds(1), 0.001)
    let rate = Double(done) / seconds
    var parts = ["\(done.grouped)/\(progress.total.grouped)" + (isInteractive ? "" : " asked")]
    parts.append("\(rate.rounded(toPlaces: 1))/s")
    if done < progress.total, rate > 0 {
      parts.append("\(duration(Double(progress.total - done) / rate)) left")
    }
    // A line of a terminal is short: where money is known it stands for the tokens.
    if !isInteractive || !showsMoney { parts.append("\(progress.spent.tokens.grouped) tokens") }
    if showsMoney { parts.append("\(Money(amount: progress.spent.money, currency: currency))") }
    if progress.retried > 0 { parts.append("\(progress.retried.grouped) retried") }
    parts.append("\(progress.failed.grouped) failed")
    let text = parts.joined(separator: ", ")
    return isInteractive ? Self.drawn(text, done, of: progress.total, in: Terminal.width) : text
  }

  /// The text behind a bar that fits beside it: a line that is broken cannot be drawn over.
  static func drawn(_ text: String, _ done: Int, of total: Int, in width: Int) -> String {
    let room = min(20, width - text.count - 4)
    guard room >= 5 else { return String(text.prefix(width - 1)) }
    let filled = total == 0 ? room : min(room, done * room / total)
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: "-", count: room - filled) + "] " + text
  }
}

/// For instance `2 h 5 min`, `3 min 20 s` or `12 s`.
func duration(_ seconds: Double) -> String {
  let whole = Int(seconds.rounded())
  if whole >= 3600 { return "\(whole / 3600) h \(whole % 3600 / 60) min" }
  return whole >= 60 ? "\(whole / 60) min \(whole % 60) s" : "\(whole) s"
}
