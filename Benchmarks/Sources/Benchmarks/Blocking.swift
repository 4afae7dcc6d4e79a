import Foundation

/// Runs asynchronous work to its end from a synchronous benchmark.
func blocking(_ work: @escaping @Sendable () async -> Void) {
  let done = DispatchSemaphore(value: 0)
  Task {
    await work()
    done.signal()
  }
  done.wait()
}
