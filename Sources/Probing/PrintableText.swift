extension String {
  /// The text on one line and without what could steer a terminal: control characters, line breaks
  /// and marks that turn the direction of text become spaces.
  ///
  /// - Parameter limit: longer texts are cut to this many Unicode scalars, and end with `...`.
  package func printable(atMost limit: Int = .max) -> String {
    var text = UnicodeScalarView()
    for (index, scalar) in unicodeScalars.enumerated() {
      guard index < limit else { return String(text) + "..." }
      text.append(scalar.isPrintable ? scalar : " ")
    }
    return String(text)
  }
}

extension Unicode.Scalar {
  private static let directions: ClosedRange<UInt32> = 0x202A...0x202E
  private static let isolates: ClosedRange<UInt32> = 0x2066...0x2069

  fileprivate var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: !Self.directions.contains(value) && !Self.isolates.contains(value)
    }
  }
}
