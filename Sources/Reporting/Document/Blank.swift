/// A field that a person fills in; the program leaves it empty and says so.
package struct Blank: Sendable {
  /// What stands in the empty field.
  static let mark = "left blank by the program"

  package var label: Prose

  init(_ label: Prose) { self.label = label }
}
