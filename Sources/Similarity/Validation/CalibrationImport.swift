import Probing
import Statistics

/// A calibration made elsewhere, with what has to be known of the data at hand to tell whether it was
/// validated for them.
public struct CalibrationImport: Sendable {
  public var file: CalibrationFile
  /// SHA-256 of the file.
  public var digest: String
  /// Digest over the questions asked here; `nil` where they are not recorded.
  public var questions: String?
  /// Asked for here; empty where they are not recorded.
  public var temperatures: [Double]
  public var modelClass: ValidityConditions.ModelClass

  public init(
    file: CalibrationFile, digest: String, questions: String?, temperatures: [Double],
    modelClass: ValidityConditions.ModelClass
  ) {
    self.file = file
    self.digest = digest
    self.questions = questions
    self.temperatures = temperatures
    self.modelClass = modelClass
  }
}

extension Assessment {
  /// `nil` without an imported calibration.
  func importedRatios(_ point: Replicate, _ values: [OutOfFold.Value]) -> ImportedRatios? {
    guard let imported = request.imported else { return nil }
    let here = conditions(imported.questions, imported.temperatures, imported.modelClass)
    let applies = here.metrics == imported.file.conditions.metrics
    return ImportedRatios(
      digest: imported.digest, origin: imported.file.origin, version: imported.file.version,
      conditions: imported.file.conditions, failedReplicates: imported.file.failedReplicates,
      departures: imported.file.conditions.departures(of: here),
      ratios: applies ? ratios(by: imported.file, values) : [],
      transfer: imported.file.transfer(to: point, fusing: here.metrics))
  }

  private func ratios(
    by file: CalibrationFile, _ values: [OutOfFold.Value]
  ) -> [ImportedRatios.Ratio] {
    zip(request.scored, rows).compactMap { label, row in
      guard let row, !sharesWeights(row), let excess = values[row.item].excess else { return nil }
      let log10 = file.ratio(excess)
      let replicates = file.replicates.map { file.ratio(excess, by: $0) }
      let interval = (try? SampleQuantiles(replicates))?.interval()
      return ImportedRatios.Ratio(
        suspect: label.suspect, source: label.source, log10: log10,
        low: min(log10, interval?.lowerBound ?? log10),
        high: max(log10, interval?.upperBound ?? log10))
    }
  }
}

extension ValidityConditions {
  /// The conditions that do not hold for other data.
  func departures(of here: ValidityConditions) -> [ImportedRatios.Departure] {
    let checks: [(String, isKept: Bool, String, String)] = [
      ("models", here.modelClass == modelClass, modelClass.rawValue, here.modelClass.rawValue),
      ("metrics", here.metrics == metrics, Self.list(metrics), Self.list(here.metrics)),
      (
        "questions", questions != nil && here.questions == questions, questions ?? Self.unknown,
        here.questions ?? Self.unknown
      ),
      ("samples", here.samples == samples, "\(samples)", "\(here.samples)"),
      (
        "temperatures", !temperatures.isEmpty && here.temperatures == temperatures,
        Self.list(temperatures),
        Self.list(here.temperatures)
      ),
      (
        "writing systems", !here.scripts.isEmpty && Set(here.scripts).isSubset(of: scripts),
        Self.list(scripts),
        Self.list(here.scripts)
      ),
      (
        "reference families",
        here.fewestFamilies >= fewestFamilies && here.mostFamilies <= mostFamilies,
        "\(fewestFamilies) to \(mostFamilies)", "\(here.fewestFamilies) to \(here.mostFamilies)"
      ),
      (
        "unrelated lineages", here.unrelatedLineages >= unrelatedLineages,
        "\(unrelatedLineages) or more", "\(here.unrelatedLineages)"
      ),
    ]
    return checks.filter { !$0.isKept }.map {
      ImportedRatios.Departure(condition: $0.0, validated: $0.2, here: $0.3)
    }
  }

  private static let unknown = "not recorded"

  private static func list(_ values: [some CustomStringConvertible]) -> String {
    values.isEmpty ? unknown : values.map(\.description).joined(separator: ", ")
  }
}
