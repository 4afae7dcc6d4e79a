import Probing

/// The languages of a set, as its strata state them.
enum ProbeLanguages {
  private static let codes = [
    ("English", "en"), ("Spanish", "es"), ("French", "fr"), ("German", "de"), ("Portuguese", "pt"),
    ("Italian", "it"), ("Dutch", "nl"), ("Russian", "ru"), ("Chinese", "zh"), ("Japanese", "ja"),
    ("Korean", "ko"), ("Arabic", "ar"), ("Hindi", "hi"), ("Turkish", "tr"), ("Polish", "pl"),
  ]

  /// ISO 639 codes of the languages that the strata name; empty where none is named.
  static func named(by strata: [ProbeSet.Stratum]) -> [String] {
    codes.filter { name, _ in strata.contains { $0.construction.contains(name) } }.map(\.1)
  }
}
