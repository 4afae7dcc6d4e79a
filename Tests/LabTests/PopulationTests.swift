import Foundation
import Lab
import Probing
import Testing

/// The population on which the instrument is validated.
@Suite struct PopulationTests {
  static let population = try! StandardPopulation.population(seed: 3, size: .small)

  @Test func everyRelationIsTried() {
    let kinds = Set(Self.population.trials.map(\.kind))
    #expect(kinds == Set(Trial.Kind.allCases))
    #expect(Set(Self.population.trials).count == Self.population.trials.count)
  }

  @Test func aFullOneHasEnoughOfEverything() throws {
    let population = try StandardPopulation.population(seed: 1)
    let counts = Dictionary(grouping: population.trials, by: \.kind).mapValues(\.count)
    for kind in Trial.Kind.allCases where kind != .student && kind != .mixedStudent {
      #expect(counts[kind, default: 0] >= 12, "\(kind)")
    }
    #expect(population.ids(.unrelated).count + 5 >= 99)
    let derived = population.calibration.filter { $0.relation == .distilled }
    #expect(Set(derived.map(\.suspect)).count == 120)
    let dominant = derived.count { $0.source == "aldine-1" }
    #expect(dominant >= 40 && dominant <= 80)
  }

  @Test func calibrationPairsAreWhatThePedigreeSays() {
    let pedigree = Self.population.pedigree
    for pair in Self.population.calibration {
      let relation = pedigree.relation(of: pair.suspect, to: pair.source)
      switch pair.relation {
      case .distilled: #expect(relation.label == .distilled)
      default: #expect(relation == .independent || relation == .sharedVendor)
      }
    }
    #expect(!Self.population.calibration.contains { $0.suspect.hasPrefix("student") })
  }

  /// A version of the family that taught a house is not unrelated to the house.
  @Test func relativesOfATeacherAreNoControls() {
    let pedigree = Self.population.pedigree
    #expect(pedigree.relation(of: "house-1-1", to: "aldine-1").label == .distilled)
    #expect(pedigree.relation(of: "aldine-2", to: "house-1-1") == .remote)
    #expect(pedigree.relation(of: "twin-aldine-1", to: "house-1-1") == .remote)
    #expect(pedigree.relation(of: "tune-aldine-1", to: "aldine-1") == .sameBase)
    #expect(pedigree.relation(of: "wrapper-aldine-1", to: "aldine-1") == .wrapper(share: 1))
  }

  /// Every known student has a teacher of its own, and is tried with it and with nobody else.
  @Test func ofPairsNoTwoShareATeacher() throws {
    let population = try PairPopulation.population(seed: 3, pairs: 24)
    let known = population.calibration.filter { $0.relation == .distilled }
    #expect(known.count == 24 && Set(known.map(\.source)).count == 24)
    let trials = population.trials
    #expect(trials.count == 24 && trials.allSatisfy { $0.kind == .student })
    #expect(
      Set(trials.map { [$0.suspect, $0.source] }) == Set(known.map { [$0.suspect, $0.source] }))
    #expect(Set(trials.map(\.fraction!)).isSubset(of: StandardPopulation.fractions))
  }

  @Test func ofSuspectsNothingIsKnown() {
    let subject = Self.population.subject("tune-aldine-1")
    #expect(subject.weightsParent == nil && subject.lineage == "tune-aldine-1")
    #expect(Self.population.subject("aldine-2").weightsParent == "aldine-1")
    #expect(!Self.population.asked.contains("absent-1"))
  }

  @Test func theFileDescribesTheSamePopulation() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("population-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: path) }
    try Self.population.encoded().write(to: path)
    #expect(try Population(reading: path.path) == Self.population)
  }

  @Test(arguments: [
    ("\"format\" : 1", "\"format\" : 9"), ("\"id\" : \"aldine-2\"", "\"id\" : \"aldine-3\""),
    ("\"parent\" : \"aldine-1\"", "\"parent\" : \"nobody\""),
    ("\"fraction\" : 0.08", "\"fraction\" : 8"), ("\"share\" : 1", "\"share\" : 0.5"),
    ("\"questions\" : 1750", "\"questions\" : 1750000"), ("\"world\"", "\"globe\""),
  ])
  func contradictionsAreRefused(text: String, replacement: String) throws {
    let file = String(decoding: try Self.population.encoded(), as: UTF8.self)
    #expect(file.contains(text))
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("population-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data(file.replacingOccurrences(of: text, with: replacement).utf8).write(to: path)
    let error = #expect(throws: LabError.self) { try Population(reading: path.path) }
    #expect(error?.kind == .malformed)
  }

  @Test func aMissingFileIsSaid() {
    let error = #expect(throws: LabError.self) { try Population(reading: "/nowhere.json") }
    #expect(error?.kind == .missing)
  }

  @Test func ancestryIsWhatAModelIsMadeFrom() {
    let pedigree = Self.population.pedigree
    let ids = pedigree.ancestry(of: ["orphan-1"]).recipes.map(\.id)
    #expect(ids.count == 2 && ids[1] == "orphan-1" && ids[0].hasPrefix("absent"))
  }
}

/// What is on sale is the same for everyone.
@Suite struct MarketTests {
  static func training(
    _ goods: Training.Purchase.Goods, vendor: UInt64, seed: UInt64, fraction: Double = 0.25
  ) -> Training {
    Training(
      reading: Reading(seed: seed, questions: 800, texts: 80),
      purchases: [.init(vendor: vendor, goods: goods, fraction: fraction)], seed: seed)
  }

  static func bought(_ training: Training) -> Set<Dialogue> {
    var alone = training
    alone.purchases = []
    alone.reading.questions = 600
    alone.reading.texts = 60
    return Set(Zoo.reading(for: training, in: Fixture.world))
      .subtracting(Zoo.reading(for: alone, in: Fixture.world))
  }

  @Test(arguments: [Training.Purchase.Goods.documents, .benchmark])
  func customersOfAVendorGetTheSame(goods: Training.Purchase.Goods) {
    let first = Self.bought(Self.training(goods, vendor: 1, seed: 5))
    let second = Self.bought(Self.training(goods, vendor: 1, seed: 6))
    let other = Self.bought(Self.training(goods, vendor: 2, seed: 7))
    #expect(first.count > 100)
    #expect(Double(first.intersection(second).count) > 0.9 * Double(first.count))
    #expect(Double(first.intersection(other).count) < 0.3 * Double(first.count))
  }

  @Test func theAmountIsAsOrdered() {
    let read = Zoo.reading(for: Self.training(.documents, vendor: 1, seed: 5), in: Fixture.world)
    #expect(read.count == 880)
  }

  @Test func aBenchmarkIsNoProbe() {
    let prompts = Set(Fixture.world.questionSet.probes.map { $0.prompt[0].content })
    let bought = Self.bought(Self.training(.benchmark, vendor: 1, seed: 5))
    #expect(prompts.isDisjoint(with: bought.map(\.prompt)))
  }
}
