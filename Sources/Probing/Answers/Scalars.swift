extension Unicode.Scalar {
  /// The lower-case form when it is a single scalar, otherwise the scalar itself.
  var lowercase: Unicode.Scalar {
    switch value {
    case 0..<0x80: isUpperLatin ? Unicode.Scalar(UInt8(value + 32)) : self
    case 0xC0...0xD6, 0xD8...0xDE: Unicode.Scalar(UInt8(value + 32))
    // Small letters, and scripts without case.
    case 0x80..<0xC0, 0xDF...0xFF, 0x0430...0x045F, 0x0590...0x109F, 0x2010...0x20FF,
      0x2E80...0xA63F, 0xAC00...0xFFFF:
      self
    case 0x0410...0x042F: Unicode.Scalar(UInt16(value + 32))!
    default: mappedLowercase
    }
  }

  private var mappedLowercase: Unicode.Scalar {
    guard properties.changesWhenLowercased else { return self }
    let mapped = properties.lowercaseMapping.unicodeScalars
    return mapped.count == 1 ? mapped.first! : self
  }

  var isDigit: Bool { (48...57).contains(value) }
  private var isUpperLatin: Bool { (65...90).contains(value) }
  /// A to Z or a to z.
  var isLatinLetter: Bool { isUpperLatin || (97...122).contains(value) }

  /// Whether a word of an alphabet with word spaces may contain it.
  var isWordLetter: Bool {
    switch value {
    case 0..<0x80: isLatinLetter
    case 0xC0...0x024F: value != 0xD7 && value != 0xF7
    case 0x0400...0x0481, 0x048A...0x052F: true
    case 0x2010...0x206F, 0x3000...0x303F: false
    default: !isIdeographic && properties.isAlphabetic
    }
  }

  /// Han, kana or Hangul, written without a space between a word and its neighbours.
  var isIdeographic: Bool {
    (0x3040...0x30FF).contains(value) || (0x3400...0x9FFF).contains(value)
      || (0xAC00...0xD7AF).contains(value)
  }

  /// Of a script whose words are not parted by spaces: the ideographic ones, Thai, Lao, Burmese,
  /// Khmer.
  var isUnspaced: Bool {
    isIdeographic || (0x0E00...0x0EFF).contains(value) || (0x1000...0x109F).contains(value)
      || (0x1780...0x17FF).contains(value) || (0x20000...0x3FFFF).contains(value)
  }

  var isSpace: Bool {
    switch value {
    case 9...13, 32: true
    case 0..<0x80: false
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}

extension String {
  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scalars.underestimatedCount)
    for scalar in scalars {
      if scalar.isASCII {
        bytes.append(UInt8(scalar.value))
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar)!)
      }
    }
    self.init(decoding: bytes, as: UTF8.self)
  }
}

extension Collection<Unicode.Scalar> {
  /// Whether the text has anything but white space.
  var isBlank: Bool { allSatisfy(\.isSpace) }
}

extension [Unicode.Scalar] {
  /// Without white space at either end.
  var trimmed: ArraySlice<Unicode.Scalar> {
    let front = drop(while: \.isSpace)
    guard let last = front.lastIndex(where: { !$0.isSpace }) else { return [] }
    return front[...last]
  }

  /// The last place where a text stands, or `nil`.
  func lastRange(of text: [Unicode.Scalar]) -> Range<Int>? {
    stride(from: count - text.count, through: 0, by: -1).first { holds(text, at: $0) }
      .map { $0..<($0 + text.count) }
  }

  /// Whether a text stands somewhere in this one.
  func holds(_ text: [Unicode.Scalar]) -> Bool {
    stride(from: 0, through: count - text.count, by: 1).contains { holds(text, at: $0) }
  }

  private func holds(_ text: [Unicode.Scalar], at start: Int) -> Bool {
    for offset in text.indices where self[start + offset] != text[offset] { return false }
    return true
  }
}
