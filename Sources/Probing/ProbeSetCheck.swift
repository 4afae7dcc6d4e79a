/// What there is to say about a probe set, or several together, before anyone is asked.
public struct ProbeSetCheck: Hashable, Sendable {
  /// Probes of one stratum of one set.
  public struct StratumSize: Hashable, Sendable {
    public var set: String
    public var stratum: String
    public var probes: Int
    public var keys: Int
  }

  /// How often each label is the right one among the probes with the same number of options.
  public struct OptionBalance: Hashable, Sendable {
    public var set: String
    public var options: Int
    /// Correct answers by position, A first.
    public var counts: [Int]

    /// Pearson's chi-square against equal counts, with `options - 1` degrees of freedom.
    public var chiSquare: Double {
      let expected = Double(counts.reduce(0, +)) / Double(options)
      return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    }
  }

  /// Two probes whose prompts share most of their sequences.
  public struct NearDuplicate: Hashable, Sendable {
    public var first: String
    public var second: String
    /// Jaccard similarity of the sets of sequences of three words, or of three characters in
    /// scripts that do not part words by spaces; 0 to 1.
    public var overlap: Double
  }

  public var strata: [StratumSize]
  public var balance: [OptionBalance]
  public var nearDuplicates: [NearDuplicate]
  /// Probes in all sets together.
  public var probes: Int

  /// The share of probes that are the second of a pair of near-duplicates.
  public var duplicateShare: Double {
    probes == 0 ? 0 : Double(Set(nearDuplicates.map(\.second)).count) / Double(probes)
  }

  /// The overlap from which two prompts count as near-duplicates.
  public static let nearDuplicateOverlap = 0.7

  /// Checks sets together; near-duplicates are sought within and across sets.
  ///
  /// - Parameter threshold: the overlap from which two prompts count as near-duplicates.
  public init(_ sets: [ProbeSet], threshold: Double = nearDuplicateOverlap) {
    strata = sets.flatMap(Self.strata)
    balance = sets.flatMap(Self.balance)
    let named = sets.flatMap { set in set.probes.map { ("\(set.header.name)/\($0.id)", $0) } }
    nearDuplicates = Self.nearDuplicates(named, threshold: threshold)
    probes = named.count
  }

  private static func strata(_ set: ProbeSet) -> [StratumSize] {
    set.header.strata.map { stratum in
      let members = set.probes.filter { $0.stratum == stratum.id }
      return StratumSize(
        set: set.header.name, stratum: stratum.id, probes: members.count,
        keys: members.count { $0.key != nil })
    }
  }

  private static func balance(_ set: ProbeSet) -> [OptionBalance] {
    let choices = set.probes.filter { $0.kind == .choice && $0.key != nil }
    let byCount = Dictionary(grouping: choices) { $0.choices?.count ?? 0 }
    return byCount.sorted { $0.key < $1.key }.map { count, probes in
      let counts = (0..<count).map { index in
        probes.count { $0.key == Probe.label(ofOption: index) }
      }
      return OptionBalance(set: set.header.name, options: count, counts: counts)
    }
  }

  /// Pairs are found through the sequences they share.
  private static func nearDuplicates(
    _ probes: [(name: String, probe: Probe)], threshold: Double
  ) -> [NearDuplicate] {
    let sequences = probes.map { wordSequences(of: $0.probe) }
    var holders: [[String]: [Int]] = [:]
    var found: [NearDuplicate] = []
    for (index, own) in sequences.enumerated() {
      var shared: [Int: Int] = [:]
      for sequence in own {
        for other in holders[sequence, default: []] { shared[other, default: 0] += 1 }
        holders[sequence, default: []].append(index)
      }
      for (other, count) in shared.sorted(by: { $0.key < $1.key }) {
        let overlap = Double(count) / Double(own.count + sequences[other].count - count)
        if overlap >= threshold {
          found.append(
            NearDuplicate(first: probes[other].name, second: probes[index].name, overlap: overlap))
        }
      }
    }
    return found
  }

  /// The distinct sequences of three words of a prompt, with its ends marked.
  private static func wordSequences(of probe: Probe) -> Set<[String]> {
    wordSequences(in: probe.prompt.map(\.content).joined(separator: "\n"))
  }

  package static func wordSequences(in text: String) -> Set<[String]> {
    let words = [""] + words(in: text) + [""]
    if words.count < 4 { return [words] }
    return Set((0...(words.count - 3)).map { Array(words[$0..<($0 + 3)]) })
  }

  /// Runs of letters and digits; of a script without spaces between words, single characters.
  private static func words(in text: String) -> [String] {
    var words: [String] = []
    var isOpen = false
    for character in text.lowercased() {
      let isWord = character.isLetter || character.isNumber
      let standsAlone = character.unicodeScalars.first!.isUnspaced
      if isWord, isOpen, !standsAlone {
        words[words.count - 1].append(character)
      } else if isWord {
        words.append(String(character))
      }
      isOpen = isWord && !standsAlone
    }
    return words
  }
}
