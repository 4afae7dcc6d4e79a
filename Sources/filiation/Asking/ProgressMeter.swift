import Endpoints
import Foundation
import Synchronization

/// Shows how asking goes: one line that is redrawn on a terminal, a plain line now and then
/// elsewhere.
final class ProgressMeter: Sendable {
  private struct State {
    var drawnAt: ContinuousClock.Instant?
    var isLineOpen = false
  }

  private let currency: String
  private let showsMoney: Bool
  private let isInteractive: Bool
  private let start = ContinuousClock.now
  private let spentBefore: Spend
  private let state = Mutex(State())

  init(currency: String, showsMoney: Bool, spentBefore: Spend) {
    self.currency = currency
    self.showsMoney = showsMoney
    self.spentBefore = spentBefore
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
        return
      }
      state.drawnAt = now
      let line = line(progress, after: now - start)
      if isInteractive { Terminal.redrawLine(line) } else { Terminal.printError(line) }
      state.isLineOpen = isInteractive
    }
  }

  /// Leaves the last line standing.
  func finish() {
    state.withLock { state in
      if state.isLineOpen { Terminal.printError("") }
      state.isLineOpen = false
    }
  }

  private func line(_ progress: Asking.Progress, after elapsed: Duration) -> String {
    let done = progress.answered + progress.failed
    let seconds = max(elapsed / .seconds(1), 0.001)
    let rate = Double(done) / seconds
    var parts = ["\(done.grouped)/\(progress.total.grouped) asked"]
    if isInteractive { parts[0] = bar(done, of: progress.total) + " " + parts[0] }
    parts.append("\(rate.rounded(toPlaces: 1))/s")
    if done < progress.total, rate > 0 {
      parts.append("\(duration(Double(progress.total - done) / rate)) left")
    }
    parts.append("\((progress.spent.tokens).grouped) tokens")
    if showsMoney { parts.append("\(Money(amount: progress.spent.money, currency: currency))") }
    parts.append("\(progress.failed.grouped) failed")
    return parts.joined(separator: ", ")
  }

  private func bar(_ done: Int, of total: Int) -> String {
    let width = 20
    let filled = total == 0 ? width : done * width / total
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: "-", count: width - filled) + "]"
  }
}

/// For instance `2 h 5 min`, `3 min 20 s` or `12 s`.
func duration(_ seconds: Double) -> String {
  let whole = Int(seconds.rounded())
  if whole >= 3600 { return "\(whole / 3600) h \(whole % 3600 / 60) min" }
  return whole >= 60 ? "\(whole / 60) min \(whole % 60) s" : "\(whole) s"
}
