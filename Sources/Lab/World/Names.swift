import Statistics

/// The vocabulary that the lab's world is made of. Places are invented by joining syllables, so no
/// question of the lab has an answer outside it.
enum Names {
  static let attributes = [
    "harvest", "population", "altitude", "toll", "tithe", "garrison", "rainfall", "fleet",
    "herd", "quarry output", "census", "vintage", "library stock", "bridge span", "tower height",
    "market stalls", "mill count", "founding year", "treaty year", "charter year", "well depth",
    "road length", "wall thickness", "bell weight", "orchard size", "salt reserve", "timber yield",
    "guild roll", "lamp count", "ferry fare", "canal width", "postal district", "debt",
    "grain levy",
    "festival turnout", "mine depth", "wool export", "theatre capacity", "court docket",
    "harbour dues",
  ]

  private static let heads = [
    "Bel", "Cor", "Dra", "Fen", "Gal", "Hol", "Ist", "Kor", "Lum", "Mar", "Nor", "Ost", "Pel",
    "Quin",
    "Ras", "Sel", "Tor", "Ulm", "Vel", "Wes", "Yar", "Zan",
  ]
  private static let middles = ["a", "e", "i", "o", "u", "ande", "ervi", "olmi", "asti", "umbre"]
  private static let tails = [
    "dra", "mora", "nith", "pol", "rane", "sk", "stad", "thal", "via", "won",
  ]

  /// Most places that can be told apart.
  static let most = heads.count * middles.count * tails.count / 2

  /// Distinct invented place names.
  static func places(_ count: Int, stream: inout RandomStream) -> [String] {
    precondition(count <= most, "too many places")
    var names: [String] = []
    var taken: Set<String> = []
    while names.count < count {
      let name =
        heads[stream.index(below: heads.count)] + middles[stream.index(below: middles.count)]
        + tails[stream.index(below: tails.count)]
      if taken.insert(name).inserted { names.append(name) }
    }
    return names
  }
}
