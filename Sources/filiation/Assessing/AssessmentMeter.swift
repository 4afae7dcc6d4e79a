import Foundation
import Similarity
import Synchronization

/// Shows how an assessment goes: one line that is redrawn on a terminal, nothing elsewhere.
final class AssessmentMeter: Sendable {
  private struct State {
    var stage: AssessmentProgress.Stage?
    var start = ContinuousClock.now
    var done = 0
    var drawnAt: ContinuousClock.Instant?
  }

  private let isInteractive = Terminal.isInteractive
  private let state = Mutex(State())

  func show(_ progress: AssessmentProgress) {
    guard isInteractive else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      if state.stage != progress.stage { state = State(stage: progress.stage, start: now) }
      state.done = max(state.done, progress.done)
      if let drawnAt = state.drawnAt, now - drawnAt < .milliseconds(100) { return }
      state.drawnAt = now
      let passed = (now - state.start) / .seconds(1)
      let left = passed * Double(progress.total - state.done) / Double(max(state.done, 1))
      let text =
        "\(state.done.grouped)/\(progress.total.grouped) \(progress.stage.rawValue), "
        + "\(duration(left)) left"
      Terminal.redrawLine(
        ProgressMeter.drawn(text, state.done, of: progress.total, in: Terminal.width))
    }
  }

  /// Leaves the last line standing.
  func finish() {
    if isInteractive { Terminal.printError("") }
  }
}
