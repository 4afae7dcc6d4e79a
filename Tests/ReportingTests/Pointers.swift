import Foundation

/// Follows an RFC 6901 pointer, the obvious way.
func resolve(_ pointer: String, in json: Any) -> Any? {
  pointer.split(separator: "/").reduce(json as Any?) { value, key in
    if let object = value as? [String: Any] { return object[String(key)] }
    guard let array = value as? [Any], let index = Int(key), array.indices.contains(index)
    else { return nil }
    return array[index]
  }
}

/// Whether the text is the value, its count, its percentage or its power of ten, rounded.
func isRounding(_ text: String, of value: Any) -> Bool {
  if let array = value as? [Any] { return Int(text) == array.count }
  guard let number = (value as? NSNumber)?.doubleValue else { return false }
  var digits = text.filter { !",\u{202F}".contains($0) }
    .replacingOccurrences(of: "\u{2212}", with: "-")
  if digits.hasSuffix("%") {
    digits.removeLast()
    return isClose(digits, 100 * number, relative: 0)
  }
  if digits.hasPrefix("1/") {
    return isClose(String(digits.dropFirst(2)), pow(10, -number), relative: 0.06)
  }
  return isClose(digits, number, relative: 0)
    || isClose(digits, pow(10, abs(number)), relative: 0.06)
    || isClose(digits, number, relative: 0.06)
}

private func isClose(_ text: String, _ value: Double, relative: Double) -> Bool {
  guard let printed = Double(text) else { return false }
  let places = text.split(separator: ".").dropFirst().first?.count ?? 0
  let half = 0.5000001 * pow(10, -Double(places))
  return abs(printed - value) <= max(half, relative * abs(value))
}
