/// The kinds of endpoint a study file can name.
public enum BuiltInEndpoints {
  static let all: [any ModelEndpoint.Type] = [
    HTTPEndpoint<OpenAIChat>.self,
    HTTPEndpoint<AnthropicMessages>.self,
    LocalCommand.self,
    RecordedPanel.self,
  ]

  public static var providers: [ProviderID] { all.map { $0.provider } }

  /// The settings the provider takes, besides `provider` and those of `Limits`;
  /// `nil` for an unknown provider.
  public static func settingNames(of provider: ProviderID) -> [String]? {
    type(of: provider)?.settingNames
  }

  static func type(of provider: ProviderID) -> (any ModelEndpoint.Type)? {
    all.first { $0.provider == provider }
  }
}
