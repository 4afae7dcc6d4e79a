import Probing

/// Admits questions to one endpoint at its pace, and closes when asking it has to stop.
package actor Turnstile {
  package enum Closure: Sendable {
    case budget
    case failing(EndpointError)
  }

  private(set) var closure: Closure?
  /// What the endpoint turned out not to take.
  private(set) var adapted: Set<Adaptation>

  private let time: TimeSource
  private var requests: TokenBucket?
  private var tokens: TokenBucket?
  private var pausedUntil: Duration = .zero
  private var naps: [Int: Task<Void, any Error>] = [:]
  private var napCount = 0
  private var failuresInARow = 0

  package init(limits: Limits, adapted: Set<Adaptation>, time: TimeSource) {
    self.time = time
    self.adapted = adapted
    requests = limits.requestsPerMinute.map { TokenBucket(perMinute: $0, now: time.now()) }
    tokens = limits.tokensPerMinute.map { TokenBucket(perMinute: $0, now: time.now()) }
  }

  /// Waits for the endpoint's pace; `false` when it closed or the task was cancelled.
  package func admit(tokens count: Int) async -> Bool {
    while closure == nil, !Task.isCancelled {
      let now = time.now()
      let wait = max(
        pausedUntil - now, requests?.wait(for: 1, now: now) ?? .zero,
        tokens?.wait(for: count, now: now) ?? .zero)
      if wait <= .zero {
        requests?.take(1)
        tokens?.take(count)
        return true
      }
      guard await nap(wait) else { return false }
    }
    return false
  }

  /// Gives back the tokens that an admitted request did not use.
  package func settle(tokens reserved: Int, actual: Int) {
    tokens?.giveBack(reserved - actual)
  }

  /// Waits, unless the endpoint closes or the task is cancelled; then `false`, at once.
  package func nap(_ duration: Duration) async -> Bool {
    guard closure == nil else { return false }
    let id = napCount
    napCount += 1
    let nap = Task { [time] in try await time.sleep(duration) }
    naps[id] = nap
    defer { naps[id] = nil }
    let end = await withTaskCancellationHandler {
      await nap.result
    } onCancel: {
      nap.cancel()
    }
    if case .failure = end { return false }
    return closure == nil
  }

  /// Lets nobody through for a while, as the server asked.
  package func pause(for duration: Duration) {
    pausedUntil = max(pausedUntil, time.now() + duration)
  }

  /// - Returns: Whether the part is new to the request that was rejected.
  func adapt(_ part: Adaptation, rejectedUnder used: Set<Adaptation>) -> Bool {
    guard !used.contains(part) else { return false }
    adapted.insert(part)
    return true
  }

  package func close(_ reason: Closure) {
    guard closure == nil else { return }
    closure = reason
    for nap in naps.values { nap.cancel() }
  }

  func noteAnswer() { failuresInARow = 0 }

  /// Closes when the failure concerns every question, or too many have failed in a row.
  func noteFailure(_ error: EndpointError) {
    if error.kind.isFatal { return close(.failing(error)) }
    guard let tolerated = error.kind.toleratedInARow else { return }
    failuresInARow += 1
    if failuresInARow > tolerated { close(.failing(error)) }
  }
}
