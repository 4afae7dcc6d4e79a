/// A run of text within a sentence.
package enum Inline: Equatable, Sendable {
  /// Written by the program; the linter reads it.
  case text(String)
  /// Emphasised; the linter reads what is inside.
  case strong([Inline])
  /// A number printed from the findings, with the place it stands there.
  case number(Quantity)
  /// A name or an entry as recorded: models, makers, citations, notes of the study.
  case name(String)
  /// An id, a digest or a command.
  case code(String)
  /// What a model wrote, or what it was asked.
  case quoted(String)
  /// A fixed disclaimer, worded once for every report.
  case fixed(String)
}

/// One or more sentences with marked spans.
package struct Prose: Equatable, Sendable, ExpressibleByStringInterpolation {
  package var spans: [Inline]

  package init(spans: [Inline]) { self.spans = spans }

  package init(stringLiteral value: String) { spans = value.isEmpty ? [] : [.text(value)] }

  package init(stringInterpolation: StringInterpolation) { spans = stringInterpolation.spans }

  package static func name(_ name: String) -> Prose { Prose(spans: [.name(name)]) }

  package static func code(_ text: String) -> Prose { Prose(spans: [.code(text)]) }

  package static func fixed(_ text: String) -> Prose { Prose(spans: [.fixed(text)]) }

  package static func number(_ quantity: Quantity) -> Prose { Prose(spans: [.number(quantity)]) }

  package static func + (left: Prose, right: Prose) -> Prose {
    Prose(spans: left.spans + right.spans)
  }

  package var isEmpty: Bool { spans.isEmpty }

  /// The characters without their marking.
  package var plainText: String { spans.map(\.plainText).joined() }
}

extension Inline {
  package var plainText: String {
    switch self {
    case .text(let text), .name(let text), .code(let text), .quoted(let text), .fixed(let text):
      text
    case .strong(let inner): inner.map(\.plainText).joined()
    case .number(let quantity): quantity.text
    }
  }
}

extension Prose {
  package struct StringInterpolation: StringInterpolationProtocol {
    var spans: [Inline] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { spans.append(.text(literal)) }
    }

    package mutating func appendInterpolation(_ text: String) { appendLiteral(text) }

    package mutating func appendInterpolation(_ prose: Prose) { spans += prose.spans }

    package mutating func appendInterpolation(_ quantity: Quantity) {
      spans.append(.number(quantity))
    }

    package mutating func appendInterpolation(strong prose: Prose) {
      spans.append(.strong(prose.spans))
    }

    package mutating func appendInterpolation(name: String) { spans.append(.name(name)) }

    package mutating func appendInterpolation(code: String) { spans.append(.code(code)) }

    package mutating func appendInterpolation(quote: String) { spans.append(.quoted(quote)) }
  }
}

extension Sequence where Element == Prose {
  /// The sentences one after the other, a space between.
  func sentences() -> Prose {
    Prose(spans: Array(map(\.spans).joined(separator: [.text(" ")])))
  }

  /// `a`, `a or b`, `a, b or c`.
  func list(last conjunction: String) -> Prose {
    let items = Array(self)
    guard let final = items.last, items.count > 1 else { return items.first ?? "" }
    let head = Array(items.dropLast().map(\.spans).joined(separator: [.text(", ")]))
    return Prose(spans: head) + "\(" " + conjunction + " ")" + final
  }
}
