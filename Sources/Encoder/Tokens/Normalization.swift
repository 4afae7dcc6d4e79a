import Foundation

/// BERT's normalisation (Devlin et al. 2019) and its splitting of a text into words.
package struct Normalization: Sendable {
  /// The switches of tokenizer.json's BertNormalizer.
  package struct Settings: Hashable, Sendable {
    var cleansText = true
    var separatesIdeographs = true
    var stripsAccents = true
    var lowercases = true

    package init(
      cleansText: Bool = true, separatesIdeographs: Bool = true, stripsAccents: Bool = true,
      lowercases: Bool = true
    ) {
      self.cleansText = cleansText
      self.separatesIdeographs = separatesIdeographs
      self.stripsAccents = stripsAccents
      self.lowercases = lowercases
    }
  }

  let settings: Settings
  private let classes = CharacterClasses()

  init(_ settings: Settings) { self.settings = settings }

  /// The words of a text, each mark of punctuation one of its own.
  func words(of text: Substring.UnicodeScalarView) -> [String.UnicodeScalarView] {
    var words: [String.UnicodeScalarView] = []
    var word = String.UnicodeScalarView()
    func end() {
      if !word.isEmpty { words.append(word) }
      word = String.UnicodeScalarView()
    }
    for scalar in normalized(text) {
      let traits = classes[scalar]
      if traits.contains(.space) {
        end()
      } else if traits.contains(.punctuation) {
        end()
        word.append(scalar)
        end()
      } else {
        word.append(scalar)
      }
    }
    end()
    return words
  }

  private func normalized(_ text: Substring.UnicodeScalarView) -> String.UnicodeScalarView {
    var scalars = cleaned(text)
    if settings.stripsAccents, scalars.contains(where: { $0.value >= 0xC0 }) {
      scalars = withoutMarks(scalars)
    }
    return settings.lowercases ? lowercased(scalars) : scalars
  }

  /// Without control characters, every white space a space, and ideographs between spaces.
  private func cleaned(_ text: Substring.UnicodeScalarView) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    for scalar in text {
      let traits = classes[scalar]
      if settings.cleansText, traits.contains(.removed) { continue }
      if settings.separatesIdeographs, traits.contains(.ideograph) {
        result.append(contentsOf: [" ", scalar, " "])
      } else {
        result.append(settings.cleansText && traits.contains(.space) ? " " : scalar)
      }
    }
    return result
  }

  /// In canonical decomposition (form D), non-spacing marks left out.
  ///
  /// U+11938 got its decomposition after the tables of the reference implementation were made.
  private func withoutMarks(_ scalars: String.UnicodeScalarView) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    let parts = scalars.split(separator: "\u{11938}", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index > 0 { result.append("\u{11938}") }
      let decomposed = String(part).decomposedStringWithCanonicalMapping.unicodeScalars
      result.append(contentsOf: decomposed.lazy.filter { !classes[$0].contains(.mark) })
    }
    return result
  }

  private func lowercased(_ scalars: String.UnicodeScalarView) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    for scalar in scalars {
      switch scalar.value {
      case 0x41...0x5A: result.append(Unicode.Scalar(UInt8(scalar.value) + 32))
      case 0..<0x80: result.append(scalar)
      default: result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return result
  }
}
