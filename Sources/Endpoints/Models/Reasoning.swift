/// A model's text with what it thought aloud taken out.
struct SeparatedText: Equatable {
  var text: String
  var reasoning: String?

  /// Separates a leading `<think>...</think>` block.
  ///
  /// Chat templates often open the block in the prompt, so that only its end is in the answer;
  /// an answer cut off while thinking has no end. A block further on is part of the answer.
  init(_ raw: String) {
    for tag in ["think", "thinking"] {
      if let found = Self.split(raw, open: "<\(tag)>", close: "</\(tag)>") {
        self = found
        return
      }
    }
    text = raw
  }

  private init(text: Substring, reasoning: Substring) {
    self.text = String(text.drop(while: \.isWhitespace))
    self.reasoning = reasoning.isEmpty ? nil : String(reasoning)
  }

  private static func split(_ raw: String, open: String, close: String) -> SeparatedText? {
    let start = raw.drop(while: \.isWhitespace)
    let end = raw.firstRange(of: close)
    if start.hasPrefix(open) {
      let inside = start.dropFirst(open.count)
      guard let end else { return SeparatedText(text: "", reasoning: inside) }
      return SeparatedText(
        text: raw[end.upperBound...], reasoning: raw[inside.startIndex..<end.lowerBound])
    }
    guard let end, raw.firstRange(of: open) == nil else { return nil }
    return SeparatedText(text: raw[end.upperBound...], reasoning: raw[..<end.lowerBound])
  }
}
