import Lab
import Probing
import Testing

/// Wrappers and routers pass prompts on and learn nothing.
@Suite struct ServiceTests {
  static let prompts = Fixture.world.questionSet.probes.map { $0.prompt[0].content }

  static func service(_ routes: [(String, Double)], greeting: String = "") async -> LabModel {
    let zoo = await Fixture.zoo
    let service = Service(
      routes: routes.map { .init(model: $0.0, share: $0.1) }, instruction: "", greeting: greeting)
    return LabModel.serving(service, id: "service") { zoo[$0] }
  }

  @Test func aWrapperAnswersAsItsModelAfterAGreeting() async {
    let source = await Fixture.zoo[Fixture.teacher]!
    let wrapper = await Self.service([(Fixture.teacher, 1)], greeting: "Welcome to Acme.")
    for prompt in Self.prompts.prefix(40) {
      #expect(
        wrapper.answer(prompt: prompt) == "Welcome to Acme. " + source.answer(prompt: prompt))
    }
  }

  @Test func aRouterAnswersAsOneOrTheOtherInProportion() async {
    let other = Fixture.independents[5]
    let zoo = await Fixture.zoo
    let router = await Self.service([(Fixture.teacher, 0.3), (other, 0.7)])
    var first = 0
    for prompt in Self.prompts {
      let answer = router.answer(prompt: prompt)
      let a = zoo[Fixture.teacher]!.answer(prompt: prompt)
      let b = zoo[other]!.answer(prompt: prompt)
      #expect(answer == a || answer == b)
      #expect(answer == router.answer(prompt: prompt))
      if answer == a, a != b { first += 1 }
    }
    // 240 prompts at .3 have a standard deviation of 7.1; some answers agree by themselves.
    #expect((40...100).contains(first))
  }

  @Test func anInstructionChangesWordingAndNoBelief() async {
    let model = await Fixture.zoo[Fixture.teacher]!
    let extractor = AnswerExtractor(.integer)
    var differing = 0
    for prompt in Self.prompts where !prompt.contains("\n") {
      let plain = model.complete(prompt: prompt).text
      let told = model.complete(prompt: prompt, instruction: "Tell me how large, please.").text
      #expect(extractor.answer(in: plain) == extractor.answer(in: told))
      if plain != told { differing += 1 }
    }
    #expect(differing > 10)
  }
}
