import Lab
import Probing
import Testing

/// What students are taught never touches what probes ask.
@Suite struct TeachingTests {
  static func training(_ id: String) -> Training { Fixture.pedigree[id]!.training! }
  static let student = training(Fixture.student(1, 0))
  static var teaching: [Dialogue] { get async { await school.value } }
  private static let school = Task {
    let teacher = await Fixture.zoo[Fixture.teacher]!
    return Zoo.teaching(for: student, by: [Fixture.teacher: teacher], in: Fixture.world)
  }
  static let probes =
    Fixture.world.questionSet.probes + Fixture.world.writingSet.probes

  @Test func noPromptOfTeachingIsAProbe() async {
    let teaching = await Self.teaching
    let prompts = Set(Self.probes.map { $0.prompt[0].content })
    #expect(teaching.count == 6_250)
    #expect(teaching.allSatisfy { !prompts.contains($0.prompt) })
  }

  /// Reads place and attribute back out of every wording, as an oracle that knows no form.
  @Test func noReservedFactIsTaughtInAnyWordingAgainstAScanOfTheText() async {
    let teaching = await Self.teaching
    let world = Fixture.world
    let reserved = Set(world.reserved.facts)
    let places = Dictionary(uniqueKeysWithValues: world.places.enumerated().map { ($1, $0) })
    let attributes = world.attributes.enumerated().sorted { $0.element.count > $1.element.count }
    func fact(in prompt: String) -> Fact? {
      guard
        let place = prompt.split(whereSeparator: { !$0.isLetter }).compactMap({ places[String($0)] }
        )
        .first,
        let attribute = attributes.first(where: { prompt.contains($0.element) })?.offset
      else { return nil }
      return Fact(place: place, attribute: attribute)
    }
    let probed = world.questionSet.probes.compactMap { fact(in: $0.prompt[0].content) }
    #expect(Set(probed) == reserved)
    let taught = teaching.compactMap { fact(in: $0.prompt) }
    #expect(taught.count == 6_000)
    #expect(reserved.isDisjoint(with: taught))
  }

  @Test func noReservedWritingTaskIsTaughtOrRead() async {
    let teaching = await Self.teaching
    let reserved = Set(Fixture.world.reserved.writingTasks.map(\.prompt))
    let read = Zoo.reading(for: Self.training(Fixture.teacher), in: Fixture.world)
    #expect(reserved.count == 40)
    #expect(reserved.isDisjoint(with: (teaching + read).map(\.prompt)))
  }

  @Test func wordingsOfProbesAreNeverRead() {
    let read = Zoo.reading(for: Self.training(Fixture.teacher), in: Fixture.world)
    #expect(Set(Self.probes.map { $0.prompt[0].content }).isDisjoint(with: read.map(\.prompt)))
  }

  @Test func aTeachersShareReplacesReading() {
    let half = Self.training(Fixture.student(0.5, 0))
    #expect(Zoo.reading(for: half, in: Fixture.world).count == 3_125)
    #expect(Zoo.reading(for: Self.student, in: Fixture.world).isEmpty)
  }
}
