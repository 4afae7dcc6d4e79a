/// Something wrong with one setting of an endpoint.
public struct SettingProblem: Hashable, Sendable {
  /// The setting's name in a study file.
  public var setting: String
  public var problem: String
  /// What to do about it.
  public var remedy: String

  init(_ setting: String, _ problem: String, _ remedy: String) {
    self.setting = setting
    self.problem = problem
    self.remedy = remedy
  }

  var error: EndpointError {
    EndpointError(.configuration, "\(setting) \(problem); \(remedy)")
  }
}
