import Dispatch
import Foundation

/// Runs the work so that the signals of keyboard, system and a terminal that goes away cancel it; a
/// second one ends the program at once.
func cancelledBySignals<Value: Sendable>(
  _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  let task = Task { try await work() }
  let endings = [SIGINT, SIGTERM] + (ignoresHangup ? [] : [SIGHUP])
  let sources = endings.map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      signal(number, SIG_DFL)
      task.cancel()
    }
    source.resume()
    return source
  }
  defer {
    for source in sources { source.cancel() }
    for number in endings { signal(number, SIG_DFL) }
  }
  return try await task.value
}

/// Whether the program was started to outlive its terminal, as by nohup(1).
private var ignoresHangup: Bool {
  var action = sigaction()
  guard sigaction(SIGHUP, nil, &action) == 0 else { return false }
  #if canImport(Darwin)
    let handler = action.__sigaction_u.__sa_handler
  #else
    let handler = action.__sigaction_handler.sa_handler
  #endif
  return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}
