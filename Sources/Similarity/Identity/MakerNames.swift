import Probing

/// The names by which a maker and its models go, as word sequences in lower case.
struct MakerNames: Sendable {
  private let phrases: [[Substring]]

  /// - Parameter maker: as declared in a study; one that is not in the table goes by its own name.
  init(_ maker: String) {
    let own = Self.words(maker)
    let known = Self.table.first { names in names.contains { $0.joined() == own.joined() } }
    phrases = (known ?? [own]).filter { !$0.isEmpty }
  }

  /// Whether any of the names is among the words of a text; digits at the end of a word of the text
  /// do not matter.
  func occur(among words: [Substring]) -> Bool {
    phrases.contains { phrase in
      words.indices.contains { start in
        words[start...].starts(with: phrase) { Self.isSpelling($0, of: $1) }
      }
    }
  }

  private static func isSpelling(_ word: Substring, of name: Substring) -> Bool {
    word == name || (word.hasPrefix(name) && word.dropFirst(name.count).allSatisfy(\.isNumber))
  }

  /// Runs of letters and digits, and each Chinese character.
  static func words(_ text: String) -> [Substring] {
    var spaced = ""
    for scalar in text.lowercased().unicodeScalars {
      let isIdeograph = (0x4E00...0x9FFF).contains(scalar.value)
      if isIdeograph { spaced.append(" ") }
      spaced.unicodeScalars.append(scalar)
      if isIdeograph { spaced.append(" ") }
    }
    return spaced.split { !$0.isLetter && !$0.isNumber }
  }

  private static let table: [[[Substring]]] = [
    "openai|chatgpt|gpt", "anthropic|claude", "google|google deepmind|deepmind|gemini|gemma|bard",
    "meta|meta ai|llama", "alibaba|alibaba cloud|qwen|tongyi|通义|阿里", "deepseek|deepseek ai|深度求索",
    "mistral|mistral ai|mixtral", "xai|x ai|grok", "microsoft|copilot", "cohere", "01 ai|01ai|零一万物",
    "moonshot|moonshot ai|kimi|月之暗面", "zhipu|zhipu ai|z ai|thudm|glm|chatglm|智谱",
    "baidu|ernie|文心|百度", "tencent|hunyuan|腾讯|混元", "bytedance|doubao|字节|豆包", "minimax", "amazon|aws",
    "nvidia|nemotron", "ibm|granite", "ai21|ai21 labs|jamba",
    "tii|falcon|technology innovation institute",
    "databricks|dbrx", "allenai|allen institute|ai2|allen ai", "lmsys|vicuna",
    "stability ai|stability",
    "internlm|shanghai ai laboratory|书生",
  ].map { $0.split(separator: "|").map { words(String($0)) } }
}
