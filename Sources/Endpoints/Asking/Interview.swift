import Probing

/// The asking of one respondent.
struct Interview: Sendable {
  let id: String
  let respondent: Respondent
  /// Those of all respondents, by id: an empty budget closes every one.
  let turnstiles: [String: Turnstile]
  let budget: RequestBudget
  let retry: RetryPolicy
  let tally: Tally

  private var turnstile: Turnstile { turnstiles[id]! }

  /// Asks the items in order, as many at once as the respondent's limits allow.
  ///
  /// An answer that is being recorded keeps no place, but there are never more of these than places.
  /// One at a time means that each is recorded before the next is asked.
  func conduct(_ items: some Sequence<Asking.Item>) async {
    let concurrency = respondent.limits.concurrency
    let places = Places(concurrency)
    await withTaskGroup(of: Void.self) { group in
      var unfinished = 0
      for (number, item) in items.enumerated() {
        if unfinished == (concurrency == 1 ? 1 : 2 * concurrency) {
          await group.next()
          unfinished -= 1
        }
        guard let place = await places.take(number) else {
          group.cancelAll()
          break
        }
        guard await turnstile.closure == nil, !Task.isCancelled else { break }
        group.addTask {
          await conclude(item, place)
          await place.leave()
        }
        unfinished += 1
      }
      while await group.next() != nil {
        if await tally.recordingError != nil { group.cancelAll() }
      }
    }
  }

  /// Asks one question until it is answered, fails for good or asking stops.
  private func conclude(_ item: Asking.Item, _ place: Places.Place) async {
    var failures = 0
    for number in 1... {
      let adapted = await turnstile.adapted
      guard let exchange = await attempt(item, place, number: number, adapted: adapted)
      else { return }
      guard case .failure(let error) = exchange.result else {
        await turnstile.noteAnswer()
        return await tally.conclude(id, failure: nil)
      }
      if error.kind == .interrupted { return }
      if let part = error.rejects, await turnstile.adapt(part, rejectedUnder: adapted) { continue }
      failures += 1
      guard let delay = retry.delay(after: error, failures: failures) else {
        await turnstile.noteFailure(error)
        return await tally.conclude(id, failure: error)
      }
      await tally.noteRetry(id)
      if let wait = error.retryAfter { await turnstile.pause(for: wait) }
      guard await turnstile.nap(delay) else { return }
    }
  }

  /// One request within budget and pace, recorded, the place left once it is answered; `nil` when
  /// asking has to stop.
  private func attempt(
    _ item: Asking.Item, _ place: Places.Place, number: Int, adapted: Set<Adaptation>
  ) async -> Exchange<Reply>? {
    let worst = respondent.costAtMost(item.prompt)
    guard await turnstile.closure == nil, !Task.isCancelled else { return nil }
    guard await budget.reserve(worst) else {
      for turnstile in turnstiles.values { await turnstile.close(.budget) }
      return nil
    }
    guard await turnstile.admit(tokens: worst.tokens) else {
      await budget.settle(worst, actual: Spend())
      return nil
    }
    let exchange = await respondent.endpoint.exchange(for: item.prompt, adapted: adapted)
    let actual = respondent.cost(of: exchange, atMost: worst)
    await budget.settle(worst, actual: actual)
    await turnstile.settle(tokens: worst.tokens, actual: actual.tokens)
    let attempt = Attempt(
      question: item.question, endpoint: id, provider: type(of: respondent.endpoint).provider,
      modelRequested: respondent.endpoint.model, prompt: item.prompt, number: number,
      exchange: exchange, charged: actual,
      deviations: adapted.deviations(for: item.prompt) + exchange.notes)
    if case .success = exchange.result { await place.leave() }
    guard await tally.keep(attempt) else {
      await place.closeAll()
      return nil
    }
    return exchange
  }
}
