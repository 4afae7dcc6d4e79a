import Foundation
import Statistics

/// What there is to know and to write about, before any model exists: places with figures that
/// follow a hidden law, sources that report them with errors, writers with habits.
///
/// A world is a pure function of its seed and size.
public struct World: Sendable {
  package let places: [String]
  package let attributes: [String]
  let regions: [Int]
  /// Weight with which documents speak of each place (Zipf, exponent 1).
  let popularity: [Double]
  let sources: [Source]
  /// How often each source is read (Zipf, exponent 0.6).
  let readership: WeightedChoice
  let writers: [Writer]
  let employment: WeightedChoice
  /// Facts and writing tasks that are asked in probes and taught by no teacher.
  package let reserved: Reserved
  private let truths: [Figure]
  private let misconceptions: [Fact: Figure]
  private let seed: UInt64

  static let regionCount = 12

  /// What a world is a function of.
  public struct Plan: Codable, Hashable, Sendable {
    public var seed: UInt64
    /// Number of places; with 40 attributes each, 160 places have 6,400 facts.
    public var places: Int
    /// Number of facts reserved for probes.
    public var questions: Int
    /// Number of writing tasks reserved for probes.
    public var writingTasks: Int

    public init(seed: UInt64, places: Int = 160, questions: Int, writingTasks: Int) {
      self.seed = seed
      self.places = places
      self.questions = questions
      self.writingTasks = writingTasks
    }

    enum CodingKeys: String, CodingKey {
      case seed, places, questions
      case writingTasks = "writing_tasks"
    }

    /// Why there is no such world.
    var fault: String? {
      if !(1...Names.most).contains(places) { return "a world has 1 to \(Names.most) places" }
      if !(0...places * Names.attributes.count / 2).contains(questions) {
        return "at most half of all facts can be reserved for probes"
      }
      return (0...WritingTask.all.count / 2).contains(writingTasks)
        ? nil : "at most half of all writing tasks can be reserved for probes"
    }

    /// As many keyed and as many open probes as the published sets of these kinds have together.
    public static func full(seed: UInt64) -> Plan {
      Plan(seed: seed, questions: 1_750, writingTasks: 320)
    }

    /// Fewer probes, for a demonstration.
    public static func small(seed: UInt64) -> Plan {
      Plan(seed: seed, questions: 300, writingTasks: 60)
    }
  }

  public init(_ plan: Plan) {
    let (seed, placeCount) = (plan.seed, plan.places)
    let root = RandomStream(seed: seed).substream("world")
    var naming = root.substream("names")
    places = Names.places(placeCount, stream: &naming)
    attributes = Names.attributes
    var laws = root.substream("nature")
    let nature = Nature(
      places: placeCount, attributes: attributes.count, regions: Self.regionCount, stream: &laws)
    regions = nature.regions
    var fame = root.substream("popularity")
    let ranks = fame.permutation(of: placeCount)
    popularity = ranks.map { 1 / Double($0 + 1) }
    (truths, misconceptions) = Self.facts(
      nature, placeCount, attributes.count, root.substream("facts"))
    sources = Self.sources(ranks.map { Double($0) / Double(placeCount) }, root)
    readership = WeightedChoice((0..<sources.count).map { pow(Double($0 + 1), -0.6) })
    writers = (0..<Self.writerCount).map { index in
      Writer(stream: root.substream("writer", index), mainstream: root.substream("mainstream"))
    }
    employment = WeightedChoice((0..<Self.writerCount).map { pow(Double($0 + 1), -0.4) })
    reserved = Reserved(
      questions: plan.questions, of: placeCount, attributes.count,
      writingTasks: plan.writingTasks,
      stream: root.substream("reserved"))
    self.seed = seed
  }

  private static let sourceCount = 80
  private static let writerCount = 120

  func truth(_ fact: Fact) -> Figure { truths[fact.place * attributes.count + fact.attribute] }

  /// A wrong figure that most documents give, if there is one.
  func misconception(_ fact: Fact) -> Figure? { misconceptions[fact] }

  /// A stream of random numbers that belongs to this world.
  func stream(_ name: String, _ seed: UInt64) -> RandomStream {
    RandomStream(seed: self.seed).substream(name, Int(truncatingIfNeeded: seed))
  }

  private static func facts(
    _ nature: Nature, _ places: Int, _ attributes: Int, _ stream: RandomStream
  ) -> ([Figure], [Fact: Figure]) {
    var stream = stream
    var truths: [Figure] = []
    var misconceptions: [Fact: Figure] = [:]
    for place in 0..<places {
      for attribute in 0..<attributes {
        truths.append(nature.figure(place: place, attribute: attribute))
        guard stream.uniform() < 0.08 else { continue }
        misconceptions[Fact(place: place, attribute: attribute)] = nature.nearMiss(
          place: place, attribute: attribute, digit: stream.index(below: Figure.digits))
      }
    }
    return (truths, misconceptions)
  }

  private static func sources(_ obscurity: [Double], _ root: RandomStream) -> [Source] {
    (0..<sourceCount).map { index in
      var stream = root.substream("source", index)
      let errorRate = 0.02 + 0.6 * pow(stream.uniform(), 1.5)
      return Source(errorRate: errorRate, obscurity: obscurity, stream: &stream)
    }
  }
}
