import Endpoints
import Testing

@Suite struct TurnstileTests {
  @Test func pauseHoldsEverybodyBack() async {
    let clock = JumpingClock()
    let turnstile = Turnstile(limits: Limits(), adapted: [], time: clock.source)
    await turnstile.pause(for: .seconds(40))
    await turnstile.pause(for: .seconds(10))
    #expect(await turnstile.admit(tokens: 1))
    #expect(clock.now == .seconds(40))
    #expect(await turnstile.admit(tokens: 1))
    #expect(clock.now == .seconds(40))
  }

  @Test func tokensHeldForAnAnswerAreGivenBack() async {
    let clock = JumpingClock()
    let turnstile = Turnstile(
      limits: Limits(tokensPerMinute: 6000), adapted: [], time: clock.source)
    // The bucket holds 600 and fills at 90 a second.
    for _ in 0..<10 {
      #expect(await turnstile.admit(tokens: 600))
      await turnstile.settle(tokens: 600, actual: 60)
    }
    #expect(clock.now <= .seconds(6))
    #expect(clock.now > .zero)
  }

  @Test(.timeLimit(.minutes(1))) func closingWakesWhoeverWaits() async {
    let turnstile = Turnstile(limits: Limits(), adapted: [], time: .continuous)
    async let woken = turnstile.nap(.seconds(3600))
    async let alsoWoken = turnstile.nap(.seconds(3600))
    await Task.yield()
    await turnstile.close(.budget)
    #expect(await woken == false)
    #expect(await alsoWoken == false)
    #expect(await turnstile.admit(tokens: 1) == false)
  }
}
