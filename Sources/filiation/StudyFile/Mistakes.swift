/// Where something stands in a study file; both count from 1.
package struct Position: Hashable, Sendable, Comparable {
  package var line: Int
  package var column: Int

  package static func < (a: Position, b: Position) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// A value of a study file that knows where it was written.
struct Located<Value> {
  var value: Value
  var position: Position
  /// For instance `controls[2].endpoint.provider`.
  var path: String
}

extension Located: Sendable where Value: Sendable {}

/// One thing wrong with a study file.
package struct Mistake: Hashable, Sendable, CustomStringConvertible {
  package var position: Position
  package var path: String
  package var problem: String
  package var remedy: String

  package var description: String {
    let place = path.isEmpty ? "" : "\(path): "
    return "\(position.line):\(position.column): \(place)\(problem); \(remedy)"
  }
}

/// Everything wrong with one study file, in the order of its lines.
package struct StudyFileError: Error, Sendable, CustomStringConvertible {
  package var file: String
  package var mistakes: [Mistake]

  package var description: String {
    mistakes.map { "\(file):\($0)" }.joined(separator: "\n")
  }
}

/// Collects mistakes while a study file is read, so that all are reported at once.
final class Mistakes {
  private(set) var found: [Mistake] = []

  func add(_ problem: String, at position: Position, path: String, remedy: String) {
    found.append(Mistake(position: position, path: path, problem: problem, remedy: remedy))
  }

  func add<Value>(_ problem: String, at place: Located<Value>, remedy: String) {
    add(problem, at: place.position, path: place.path, remedy: remedy)
  }

  /// Reports a name that is not among the known ones, with the nearest of them.
  func addUnknown<Value>(
    _ what: String, _ name: String, at place: Located<Value>, known: [String]
  ) {
    add("unknown \(what) '\(name)'", at: place, remedy: suggestion(for: name, among: known))
  }

  func throwIfAny(in file: String) throws(StudyFileError) {
    guard !found.isEmpty else { return }
    throw StudyFileError(file: file, mistakes: found.sorted { $0.position < $1.position })
  }
}
