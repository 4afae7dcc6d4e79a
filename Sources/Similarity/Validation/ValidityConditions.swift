/// What a validation holds for. Outside it, its figures say nothing.
public struct ValidityConditions: Codable, Sendable, Equatable {
  /// Recorded real models, or small ones that were trained for the purpose.
  public enum ModelClass: String, Codable, Sendable { case recorded, lab }

  public var modelClass: ModelClass
  /// The metrics that are fused, in order.
  public var metrics: [String]
  /// SHA-256 over the questions asked, in any order.
  public var questions: String?
  /// Samples of every probe.
  public var samples: Int
  /// Temperatures that were asked for, ascending; empty where they are not recorded.
  public var temperatures: [Double]
  /// Languages of the probes, by the writing systems they use.
  public var scripts: [String]
  /// Reference families that units were measured against, fewest and most.
  public var fewestFamilies: Int
  public var mostFamilies: Int
  public var unrelatedLineages: Int
  public var derivedLineages: Int

  public init(
    modelClass: ModelClass, metrics: [String], questions: String?, samples: Int,
    temperatures: [Double], scripts: [String], fewestFamilies: Int, mostFamilies: Int,
    unrelatedLineages: Int, derivedLineages: Int
  ) {
    self.modelClass = modelClass
    self.metrics = metrics
    self.questions = questions
    self.samples = samples
    self.temperatures = temperatures
    self.scripts = scripts
    self.fewestFamilies = fewestFamilies
    self.mostFamilies = mostFamilies
    self.unrelatedLineages = unrelatedLineages
    self.derivedLineages = derivedLineages
  }

  enum CodingKeys: String, CodingKey {
    case metrics, questions, samples, temperatures, scripts
    case modelClass = "model_class"
    case fewestFamilies = "fewest_families"
    case mostFamilies = "most_families"
    case unrelatedLineages = "unrelated_lineages"
    case derivedLineages = "derived_lineages"
  }
}
