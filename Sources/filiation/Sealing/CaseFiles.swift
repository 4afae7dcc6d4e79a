import Evidence
import Foundation
import Reporting
import Similarity

/// Everything of a study that goes into its bag, and what is not there to go.
struct CaseFiles {
  private(set) var payload = Payload()
  /// What a complete case would hold besides, in words.
  private(set) var missing: [String] = []
  private let record: RecordSummary

  /// Throws when record, findings and report do not belong together.
  init(_ folder: StudyFolder) throws {
    let locked = try LockedPlan.read(in: folder)
    let plan = try AnalysisPlan(locked.bytes, from: folder.plan.path)
    record = try RecordSummary(folder)
    try payload.add(record: folder)
    try payload.addFolder(folder.probeSets, at: "data/probes")
    try addAnalysis(folder, locked)
    let software = try SoftwareRecord()
    payload.add(.bytes(try software.json()), at: "data/software/tool-version.json")
    payload.add(
      .bytes(try ControlsRegistry(plan, record).json()), at: "data/controls/registry.json")
    payload.add(.bytes(Data(VerificationGuide.text.utf8)), at: BagLayout.guide)
    let certification = Certification(
      plan: plan, planDigest: locked.digest, record: record, software: software, missing: missing)
    payload.add(.bytes(Data(certification.text.utf8)), at: "data/certification-902-template.md")
  }

  /// For `bag-info.txt`.
  var facts: [Seal.Fact] {
    [
      Seal.Fact("External-Identifier", record.study),
      Seal.Fact("Log-Lines", String(record.lines)),
    ] + missing.map { Seal.Fact("Not-In-This-Bag", $0) }
  }

  private mutating func addAnalysis(_ folder: StudyFolder, _ locked: LockedPlan) throws {
    guard let bytes = FileManager.default.contents(atPath: folder.findings.path) else {
      missing += ["analysis and report: the study has not been assessed"]
      return
    }
    let findings = try FindingsJSON.decode(bytes)
    try checkOrigin(of: findings, folder, locked)
    payload.add(.bytes(bytes), at: "data/analysis/findings.json")
    add(folder.pairs, at: "data/analysis/scores.csv", "'filiation assess' writes it")
    if let information = findings.probeInformation {
      payload.add(.bytes(Data(ProbesCSV.encode(information).utf8)), at: "data/analysis/probes.csv")
    }
    addSensitivity(of: bytes)
    if let matrix = try ValidationMatrix.json(findings) {
      payload.add(.bytes(matrix), at: "data/analysis/validation-matrix.json")
    } else {
      missing.append("analysis/validation-matrix.json: no pairs of known relation were scored")
    }
    try addReport(findings, folder)
  }

  /// Findings are of this log, as it ends now, and of a plan in this folder.
  private func checkOrigin(
    of findings: Findings, _ folder: StudyFolder, _ locked: LockedPlan
  ) throws {
    guard findings.study.logDigest == record.end.description else {
      throw CommandFailure(
        .badData,
        "\(folder.findings.path) was not made from the log as it ends now; "
          + "run 'filiation assess \(folder.url.relativePath)' and seal again")
    }
    let plans = try [locked.digest] + folder.amendments.map { try Digest256(contentsOf: $0) }
    guard plans.map(\.description).contains(findings.study.planDigest) else {
      throw CommandFailure(
        .badData, "\(folder.findings.path) was made under a plan that is not in the study folder")
    }
  }

  /// The reports are what these findings say, word for word.
  private mutating func addReport(_ findings: Findings, _ folder: StudyFolder) throws {
    let rendered = [
      (folder.report, Report.html(findings)), (folder.reportMarkdown, Report.markdown(findings)),
    ]
    for (file, text) in rendered {
      let name = file.lastPathComponent
      guard let bytes = FileManager.default.contents(atPath: file.path) else {
        missing.append("report/\(name): 'filiation report' writes it")
        continue
      }
      guard bytes == Data(text.utf8) else {
        throw CommandFailure(
          .badData,
          "\(file.path) is not what this version says about findings.json; "
            + "run 'filiation report \(folder.url.relativePath)' and seal again")
      }
      payload.add(.bytes(bytes), at: "data/report/\(name)")
    }
    add(folder.reportPDF, at: "data/report/report.pdf", "'filiation report --pdf' writes it")
  }

  private mutating func add(_ file: URL, at path: String, _ remedy: String) {
    if !payload.addIfPresent(file, at: path) {
      missing.append("\(path.dropFirst(5)): \(remedy)")
    }
  }

  /// The sensitivity analysis of every comparison, in a file of its own.
  private mutating func addSensitivity(of findings: Data) {
    let object = try? JSONSerialization.jsonObject(with: findings) as? [String: Any]
    let headlines = object?["headlines"] as? [[String: Any]] ?? []
    let parts = headlines.compactMap { headline -> [String: Any]? in
      guard let pair = headline["pair"] as? [String: Any], let part = headline["sensitivity"] else {
        return nil
      }
      return [
        "suspect": pair["suspect"] ?? "", "source": pair["source"] ?? "", "sensitivity": part,
      ]
    }
    guard !parts.isEmpty, JSONSerialization.isValidJSONObject(parts),
      let bytes = try? JSONSerialization.data(
        withJSONObject: parts, options: [.sortedKeys, .prettyPrinted])
    else {
      missing.append("analysis/sensitivity.json: the findings hold no sensitivity analysis")
      return
    }
    payload.add(.bytes(bytes), at: "data/analysis/sensitivity.json")
  }
}
