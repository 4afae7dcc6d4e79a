import Foundation

/// The result of the work, or `nil` when it takes longer than the limit and was cancelled.
///
/// A timer rather than a sleeping task: one that is cancelled keeps its memory until it would have woken,
/// minutes after the answer came.
func deadline<Value: Sendable>(
  _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value? {
  let start = ContinuousClock.now
  let task = Task { try await work() }
  let timer = DispatchSource.makeTimerSource(queue: .global())
  timer.schedule(deadline: .now() + limit / .seconds(1))
  timer.setEventHandler { task.cancel() }
  timer.resume()
  defer { timer.cancel() }
  let result = await withTaskCancellationHandler {
    await task.result
  } onCancel: {
    task.cancel()
  }
  return ContinuousClock.now - start < limit ? try result.get() : nil
}
