import Evidence
import Foundation
import Reporting
import Similarity
import Statistics

/// What every assessment shares, whatever it starts from.
enum AssessmentRun {
  /// Bootstrap replicates behind every interval.
  static let replicates = 2_000

  /// The one place where the program computes findings.
  static func findings(_ request: AssessmentRequest) async -> Findings {
    BLAS.useOneThread()
    let meter = WorkMeter("preparing the comparison")
    defer { meter.finish() }
    var request = request
    request.progress = meter.show
    return await Assessment.findings(for: request)
  }

  static func tool(seed: UInt64) -> ToolRecord {
    ToolRecord(
      version: toolVersion, blas: "\(BLAS.configuration), core \(BLAS.coreName)", seed: seed,
      replicates: replicates)
  }

  /// The metrics of a plan, by id.
  static func metrics(_ ids: [String]?) throws -> [any Metric] {
    guard let ids else { return BuiltInMetrics.all }
    return try ids.map { id in
      guard let metric = BuiltInMetrics.named(id) else {
        throw CommandFailure(
          .badData,
          "there is no metric '\(id)' in this version; use the version that made the plan, or a "
            + "name that 'filiation list metrics' shows")
      }
      return metric
    }
  }

  /// Writes findings.json, pairs.csv and, where it was measured, probes.csv.
  static func write(_ findings: Findings, to folder: StudyFolder) throws {
    try OutputFile.write(try FindingsJSON.encode(findings), to: folder.findings)
    try OutputFile.write(Data(PairsCSV.encode(findings).utf8), to: folder.pairs)
    if let information = findings.probeInformation {
      try OutputFile.write(Data(ProbesCSV.encode(information).utf8), to: folder.probes)
    }
  }
}
