/// The class of every Unicode scalar, looked up in one step.
struct CharacterClasses: Sendable {
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8
    static let removed = Traits(rawValue: 1)
    static let space = Traits(rawValue: 2)
    static let punctuation = Traits(rawValue: 4)
    static let mark = Traits(rawValue: 8)
    static let ideograph = Traits(rawValue: 16)
  }

  private var traits = [Traits](repeating: [], count: 0x110000)

  init() {
    mark(CharacterRanges.removed, .removed)
    mark(CharacterRanges.spaces, .space)
    mark(CharacterRanges.punctuation, .punctuation)
    mark(CharacterRanges.marks, .mark)
    mark(CharacterRanges.ideographs, .ideograph)
  }

  private mutating func mark(_ ranges: [ClosedRange<UInt32>], _ trait: Traits) {
    for range in ranges {
      for code in range { traits[Int(code)].insert(trait) }
    }
  }

  subscript(scalar: Unicode.Scalar) -> Traits { traits[Int(scalar.value)] }
}
