/// A model as named on the command line: `provider:model` or `provider:model@base-url`.
package struct ModelReference: Hashable, Sendable {
  package var provider: String
  package var model: String
  package var baseURL: String?

  /// `nil` when the text does not have that form.
  package init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    provider = String(text[..<colon])
    let rest = text[text.index(after: colon)...]
    let at = rest.firstRange(of: "@http").map { $0.lowerBound }
    model = String(rest[..<(at ?? rest.endIndex)])
    baseURL = at.map { String(rest[rest.index(after: $0)...]) }
    if ["openai", "anthropic"].contains(provider) == false || model.isEmpty { return nil }
  }

  /// Who made it, where that follows from how it is reached.
  var maker: String? { baseURL == nil ? provider : vendor(ofSlug: model) }

  /// The vendor in a host's name for a model, such as `meta` in `meta-llama/llama-3.3-70b`.
  private func vendor(ofSlug slug: String) -> String? {
    SuggestedControl.all.first {
      $0.model.split(separator: "/")[0] == slug.split(separator: "/")[0]
    }?
    .maker
  }

  /// The part of the name that is short enough for an id.
  var shortName: String {
    String(model.split(separator: "/").last ?? "model").lowercased()
  }
}
