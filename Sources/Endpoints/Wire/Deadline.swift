import Foundation
import Synchronization

/// The result of the work, or `nil` when it takes longer than the limit and was cancelled.
///
/// A timer rather than a sleeping task: one that is cancelled keeps its memory until it would have woken,
/// minutes after the answer came.
func deadline<Value: Sendable>(
  _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value? {
  let isOver = Flag()
  let task = Task { try await work() }
  let timer = DispatchSource.makeTimerSource(queue: .global())
  timer.schedule(deadline: .now() + limit / .seconds(1))
  timer.setEventHandler {
    isOver.set()
    task.cancel()
  }
  timer.resume()
  defer { timer.cancel() }
  let result = await withTaskCancellationHandler {
    await task.result
  } onCancel: {
    task.cancel()
  }
  // What came before the timer is kept, however late this goes on.
  return isOver.isSet ? nil : try result.get()
}

/// Set once, on any thread.
private final class Flag: Sendable {
  private let value = Mutex(false)

  var isSet: Bool { value.withLock { $0 } }

  func set() { value.withLock { $0 = true } }
}
