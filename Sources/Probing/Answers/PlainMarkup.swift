/// Removal of Markdown, LaTeX and tags that does not change what is said.
struct PlainMarkup {
  private let text: ArraySlice<Unicode.Scalar>
  private var index: Int
  private var result: [Unicode.Scalar] = []

  static func plain(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    var markup = PlainMarkup(text)
    markup.result.reserveCapacity(text.count)
    while markup.index < text.endIndex { markup.take() }
    return markup.result
  }

  private init(_ text: ArraySlice<Unicode.Scalar>) {
    self.text = text
    index = text.startIndex
  }

  private mutating func take() {
    let scalar = text[index]
    switch scalar {
    case "\\": takeCommand()
    case "<": takeTag()
    case "*" where next == "*", "_" where next == "_": index += 2
    case "~" where next == "~": takeStruckOut()
    case "$" where result.last?.isWordLetter == true:
      result.append(" ")
      index += 1
    case "`", "$", "{", "}": index += 1
    default:
      result.append(scalar)
      index += 1
    }
  }

  private var next: Unicode.Scalar? { index + 1 < text.endIndex ? text[index + 1] : nil }

  /// A space for a tag such as `<b>`, `</answer>` or `<|im_end|>`; other signs stay.
  private mutating func takeTag() {
    let body = text[(index + 1)...].prefix(30)
    let name = body.first == "/" ? body.dropFirst() : body
    let end = name.firstIndex { !($0.isLatinLetter || $0.isDigit || $0 == "_" || $0 == "|") }
    guard let end, text[end] == ">", let first = name.first, !first.isDigit, end > name.startIndex
    else {
      result.append("<")
      index += 1
      return
    }
    result.append(" ")
    index = end + 1
  }

  /// What is struck out between `~~` is not said.
  private mutating func takeStruckOut() {
    let body = text[(index + 2)...].prefix(200)
    let end = body.indices.dropLast().first { body[$0] == "~" && body[$0 + 1] == "~" }
    index = end.map { $0 + 2 } ?? index + 2
  }

  private mutating func takeCommand() {
    let letters = text[(index + 1)...].prefix(12).prefix(while: \.isLatinLetter)
    index += 1 + letters.count
    switch String(letters) {
    case "": takeMark()
    case "times": result.append("×")
    case "cdot": result.append("·")
    case "frac", "dfrac", "tfrac": takeFraction()
    case "pmod": skipArgument()
    case "n": result.append("\n")
    default: break
    }
  }

  private mutating func takeMark() {
    guard index < text.endIndex else { return }
    let mark = text[index]
    index += 1
    switch mark {
    case "(", ")", "[", "]": result.append(" ")
    case ",", ";", ":", "!": break
    default: result.append(mark)
    }
  }

  /// Writes `{a}{b}` as a/b.
  private mutating func takeFraction() {
    if index + 1 < text.endIndex, text[index].isDigit, text[index + 1].isDigit {
      result += [text[index], "/"]
      index += 1
    } else if let end = endOfArgument {
      result += Self.plain(text[(index + 1)..<end])
      result.append("/")
      index = end + 1
    }
  }

  private mutating func skipArgument() {
    if let end = endOfArgument { index = end + 1 }
  }

  /// Where the braces that begin here close.
  private var endOfArgument: Int? {
    index < text.endIndex && text[index] == "{"
      ? text[index...].prefix(200).firstIndex(of: "}") : nil
  }
}
