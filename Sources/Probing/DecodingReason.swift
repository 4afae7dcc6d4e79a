extension DecodingError {
  /// What is wrong with a line of JSON, in words a reader of the file understands.
  package var reason: String {
    switch self {
    case .keyNotFound(let key, _): "\"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(Self.member(context)) has the wrong type (\(context.debugDescription))"
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      "it is not one JSON object"
    case .dataCorrupted(let context):
      "\(Self.member(context)) has an unknown value (\(context.debugDescription))"
    @unknown default: "it cannot be read"
    }
  }

  private static func member(_ context: Context) -> String {
    let names = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    return names.isEmpty ? "the line" : "\"\(names.joined(separator: "."))\""
  }
}
