import Yams

/// Looks for keys that are written out in a study file.
///
/// What the file says is repeated in the plan, in requests and in reports, and files are shared: a
/// key is only ever named, by the variable of the environment that holds it.
struct SecretSearch {
  private(set) var mistakes: [Mistake] = []
  private var seen: Set<Position> = []

  init(_ top: Node) { search(top, path: "") }

  private mutating func search(_ node: Node, path: String) {
    if let items = node.sequence {
      for (index, item) in items.enumerated() { search(item, path: "\(path)[\(index)]") }
    } else if let pairs = node.mapping {
      for (key, value) in pairs {
        check(key, path: path)
        search(value, path: path.isEmpty ? key.string ?? "" : "\(path).\(key.string ?? "")")
      }
    } else {
      check(node, path: path)
    }
  }

  private mutating func check(_ node: Node, path: String) {
    let position = Position(node)
    guard let text = node.scalar?.string, Self.holdsKey(text), seen.insert(position).inserted
    else { return }
    mistakes.append(
      Mistake(
        position: position, path: path, problem: "looks like a key or a password",
        remedy: "put it in an environment variable and name that with key_env, or with $NAME in "
          + "headers; if it stood in a file that others can read, have it replaced"))
  }
}

extension SecretSearch {
  /// How keys begin that are issued for interfaces of models, repositories and clouds.
  private static let beginnings = [
    "sk-", "sk_live_", "AIza", "AKIA", "ASIA", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-",
    "hf_", "xai-", "gsk_", "nvapi-", "pplx-", "r8_", "tgp_v1_", "xoxb-", "xoxp-", "csk-", "eyJ",
  ]
  private static let shortestKey = 20

  /// Whether a text holds what has the form of a key.
  static func holdsKey(_ text: String) -> Bool {
    if text.contains("PRIVATE KEY-----") { return true }
    let words = text.split { !$0.isASCII || !($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    let follows = zip(words, words.dropFirst()).contains { word, next in
      ["bearer", "basic"].contains(word.lowercased()) && isRandom(next)
    }
    return follows
      || words.contains { word in
        isRandom(word) && beginnings.contains { word.hasPrefix($0) }
      }
  }

  /// Whether a word is as long as keys are and mixes letters and digits as they do.
  private static func isRandom(_ word: Substring) -> Bool {
    word.utf8.count >= shortestKey && word.contains(where: \.isNumber)
      && word.contains(where: \.isLetter)
  }
}
