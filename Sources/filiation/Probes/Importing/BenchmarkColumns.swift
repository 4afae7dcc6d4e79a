/// What the columns of a file are called.
struct BenchmarkColumns {
  static let names = ["prompt", "key", "id", "stratum", "choice", "choices"]

  var prompt = "prompt"
  /// The right answer: a text, the letter of an option, or in JSON its place counted from 0.
  var key: String?
  var id: String?
  var stratum: String?
  /// One column for each option.
  var choice: [String] = []
  /// One column with all options.
  var choices: String?

  init() {}

  /// - Parameter renamings: `name=column`, of which `choice` may be repeated.
  /// - Returns: `nil` when one of them names nothing, or the same as an earlier one.
  init?(_ renamings: [String]) {
    var named: Set<String> = []
    for text in renamings {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, named.insert(parts[0]).inserted || parts[0] == "choice" else {
        return nil
      }
      switch parts[0] {
      case "prompt": prompt = parts[1]
      case "key": key = parts[1]
      case "id": id = parts[1]
      case "stratum": stratum = parts[1]
      case "choice": choice.append(parts[1])
      case "choices": choices = parts[1]
      default: return nil
      }
    }
  }

  /// The columns that were asked for and that no row has, in the order they are read.
  func missing(in records: [BenchmarkRecord]) -> [String] {
    let known = Set(records.flatMap(\.fields.keys))
    let wanted =
      [prompt] + [key, id, stratum].compactMap(\.self) + choice + [choices].compactMap(\.self)
    return wanted.filter { !known.contains($0) }
  }
}
