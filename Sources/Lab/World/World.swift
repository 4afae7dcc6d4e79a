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

  /// - Parameters:
  ///   - placeCount: number of places; with 40 attributes each, 160 places have 6,400 facts.
  ///   - questions: number of facts reserved for probes.
  ///   - writingTasks: number of writing tasks reserved for probes.
  public init(seed: UInt64, placeCount: Int = 160, questions: Int = 300, writingTasks: Int = 60) {
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
      questions: questions, of: placeCount, attributes.count, writingTasks: writingTasks,
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
