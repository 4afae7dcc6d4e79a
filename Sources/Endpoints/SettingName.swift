/// Any key at all, so that unknown ones can be named.
struct SettingName: CodingKey, ExpressibleByStringLiteral {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init(stringLiteral value: String) { self.init(stringValue: value) }
  init?(intValue: Int) { nil }
}
