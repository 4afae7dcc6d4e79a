import Lab
import Probing
import Statistics
import Testing

@Suite struct DeterminismTests {
  private static func train(seed: UInt64) async throws -> Zoo {
    BLAS.useOneThread()
    let reading = Reading(seed: 1, questions: 800, texts: 60)
    let recipes = [
      Recipe(id: "a", maker: "a", reading: reading, seed: seed),
      Recipe(id: "b", maker: "a", lineage: "a", reading: reading, parent: "a", seed: seed + 1),
      Recipe(
        id: "c", maker: "c", reading: reading, teachings: [.init(teacher: "b", fraction: 0.5)],
        seed: seed + 2),
    ]
    return await Zoo(training: try Pedigree(recipes), in: world)
  }

  private static let world = World(World.Plan(seed: 3, places: 60, questions: 60, writingTasks: 10))

  private static func responses(_ zoo: Zoo) -> [String] {
    zoo.models.flatMap { model in
      (world.questionSet.probes + world.writingSet.probes).map {
        model.answer(prompt: $0.prompt[0].content, temperature: 0.8, seed: 5)
      }
    }
  }

  @Test func equalSeedsGiveEqualModels() async throws {
    let (first, second) = (try await Self.train(seed: 4), try await Self.train(seed: 4))
    #expect(Self.responses(first) == Self.responses(second))
  }

  @Test func otherSeedsGiveOtherModels() async throws {
    let (first, second) = (try await Self.train(seed: 4), try await Self.train(seed: 9))
    #expect(Self.responses(first) != Self.responses(second))
  }

  @Test func worldsDependOnTheirSeedAlone() {
    let world = World(World.Plan(seed: 3, places: 60, questions: 60, writingTasks: 10))
    #expect(world.questionSet.encoded() == Self.world.questionSet.encoded())
    #expect(world.writingSet.encoded() == Self.world.writingSet.encoded())
    let other = World(World.Plan(seed: 4, places: 60, questions: 60, writingTasks: 10))
    #expect(other.questionSet.encoded() != Self.world.questionSet.encoded())
  }

  @Test func seedsMatterAboveTemperatureZeroOnly() async {
    let model = await Fixture.zoo.models[0]
    let prompts = Fixture.world.writingSet.probes.map { $0.prompt[0].content }
    func texts(_ temperature: Double, _ seed: UInt64) -> [String] {
      prompts.map { model.answer(prompt: $0, temperature: temperature, seed: seed) }
    }
    #expect(texts(0, 1) == texts(0, 2))
    #expect(texts(0.8, 1) == texts(0.8, 1))
    #expect(texts(0.8, 1) != texts(0.8, 2))
  }
}
