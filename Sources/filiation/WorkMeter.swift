import Evidence
import Foundation
import Similarity
import Synchronization

/// Shows on a terminal what a command is at, how far it has come and how long it will take: one line,
/// drawn over four times a second from the first second on and taken away at the end. Elsewhere nothing
/// is shown.
///
/// A thread draws, so that time goes on also while nothing is reported.
package final class WorkMeter: Sendable {
  private struct State {
    var stage: String
    var start = ContinuousClock.now
    var done = 0
    var total: Int?
    var isDrawn = false
    var isOver = false
  }

  private let state: Mutex<State>

  /// `finish` must be called in the end.
  init(_ stage: String) {
    state = Mutex(State(stage: stage))
    guard Terminal.isInteractive else { return }
    Thread.detachNewThread { [self] in
      repeat { Thread.sleep(forTimeInterval: 0.25) } while draw()
    }
  }

  /// - Parameter done: pieces of this stage; from several tasks at once, so not always ascending.
  func show(_ done: Int = 0, of total: Int? = nil, _ stage: String) {
    state.withLock { state in
      if state.stage != stage {
        state = State(stage: stage, isDrawn: state.isDrawn, isOver: state.isOver)
      }
      state.done = max(state.done, done)
      state.total = total
    }
  }

  func show(_ progress: EvidenceProgress) {
    show(progress.done, of: progress.total, progress.stage.rawValue)
  }

  func show(_ progress: AssessmentProgress) {
    show(progress.done, of: progress.total, progress.stage.rawValue)
  }

  /// Takes the line away.
  func finish() {
    state.withLock { state in
      if state.isDrawn { Terminal.redrawLine("") }
      state.isOver = true
    }
  }

  /// Whether to go on.
  private func draw() -> Bool {
    state.withLock { state in
      let passed = (ContinuousClock.now - state.start) / .seconds(1)
      if !state.isOver, state.isDrawn || passed > 1 {
        Terminal.redrawLine(Self.line(state.stage, state.done, state.total, passed, Terminal.width))
        state.isDrawn = true
      }
      return !state.isOver
    }
  }

  /// For instance `[##------] 12/48 metrics measured, 8 s left` or `480 files copied, 3 s so far`.
  package static func line(
    _ stage: String, _ done: Int, _ total: Int?, _ seconds: Double, _ width: Int
  ) -> String {
    let soFar = "\(duration(seconds)) so far"
    guard let total else {
      let text = (done > 0 ? "\(done.grouped) " : "") + "\(stage), \(soFar)"
      return String(text.prefix(width - 1))
    }
    let left =
      done > 0 ? "\(duration(seconds * Double(max(0, total - done)) / Double(done))) left" : soFar
    let text = "\(done.grouped)/\(total.grouped) \(stage), \(left)"
    return ProgressMeter.drawn(text, done, of: total, in: width)
  }
}
