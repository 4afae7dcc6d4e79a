import Foundation

/// The canonical spelling of an answer that stands alone, as in an answer column or a key.
///
/// Trims, unwraps light markup (`$..$`, `\boxed{}`, `\text{}`, `**`), writes numbers in one form
/// ("1,000", "1000.0" and "$1000" are "1000"), drops a unit after a number, and removes spaces
/// inside brackets but outside quotes ("[1, 2]" is "[1,2]"). Letters keep their case.
public enum ShortAnswer {
  public static func canonical(_ text: String) -> String {
    var value = unwrapped(CharacterFolding.folded(text).trimmed)
    value = withoutLaTeX(value)
    if let number = NumberText.canonical(value) { return number }
    if let first = value.utf8.first, "[({".utf8.contains(first) { return compact(value) }
    return value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Removes pairs of markup around the whole value, and a full stop after it.
  private static func unwrapped(_ text: String) -> String {
    let pairs = [
      ("**", "**"), ("$$", "$$"), ("$", "$"), ("`", "`"), ("\\(", "\\)"), ("\\[", "\\]"),
      ("\\boxed{", "}"), ("\\text{", "}"), ("\\mathrm{", "}"), ("\\textbf{", "}"),
    ]
    var value = text
    if value.count > 1, value.hasSuffix("."), !value.hasSuffix("..") { value.removeLast() }
    for (open, close) in pairs
    where value.count > open.count + close.count && value.hasPrefix(open) && value.hasSuffix(close)
    {
      let inner = String(value.dropFirst(open.count).dropLast(close.count))
      if !inner.contains(open) { return unwrapped(inner.trimmed) }
    }
    return value
  }

  private static func withoutLaTeX(_ text: String) -> String {
    guard text.contains("\\") || text.contains("{,}") else { return text }
    var value = text
    for (command, plain) in [
      ("{,}", ","), ("\\dfrac", "\\frac"), ("\\tfrac", "\\frac"), ("\\left", ""), ("\\right", ""),
      ("\\!", ""), ("\\,", ""), ("\\;", ""), ("\\ ", " "), ("\\$", "$"), ("\\%", "%"),
      ("^\\circ", "°"), ("^{\\circ}", "°"), ("\\cdot", "*"), ("\\times", "*"), ("\\pi", "π"),
    ] {
      value = value.replacingOccurrences(of: command, with: plain)
    }
    value = value.replacing(/\\(?:text|mathrm|mbox)\{([^{}]*)\}/) { " \($0.output.1) " }
    value = value.replacing(/\\frac\{(-?\d+)\}\{(\d+)\}/) { "\($0.output.1)/\($0.output.2)" }
    value = value.replacing(/\\frac(\d)(\d)/) { "\($0.output.1)/\($0.output.2)" }
    return value.trimmed
  }

  /// Drops spaces that stand outside quoted strings.
  private static func compact(_ text: String) -> String {
    var quote: Character?
    var result = ""
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character.isWhitespace {
        continue
      }
      result.append(character)
    }
    return result
  }
}

extension StringProtocol {
  /// Without white space at either end.
  package var trimmed: String {
    let front = drop(while: \.isWhitespace)
    guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(front[...last])
  }
}
