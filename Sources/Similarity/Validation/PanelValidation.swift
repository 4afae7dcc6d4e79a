import Probing
import Statistics

extension Assessment {
  /// Assesses a panel and measures how well the instrument does on it.
  ///
  /// - Parameters:
  ///   - questions: digest over the questions asked.
  ///   - temperatures: that were asked for, where they are recorded.
  ///   - modelClass: of the subjects.
  ///   - imported: a calibration made elsewhere, to see what it costs here.
  /// - Returns: the findings of the ordinary assessment, the validation, and the calibration that other
  ///   studies may use; `nil` below the minimum of lineages.
  public static func validation(
    of request: AssessmentRequest, questions: String?, temperatures: [Double],
    modelClass: ValidityConditions.ModelClass, imported: CalibrationFile? = nil
  ) async -> (findings: Findings, validation: Validation, calibration: CalibrationFile?) {
    let assessment = await Assessment(request)
    let findings = await assessment.findings()
    let panel = PanelValidation(
      assessment: assessment, findings: findings,
      conditions: assessment.conditions(questions, temperatures, modelClass))
    let validation = await panel.validation(imported)
    return (findings, validation, await CalibrationFitting(assessment).file(panel.conditions))
  }

  func conditions(
    _ questions: String?, _ temperatures: [Double], _ modelClass: ValidityConditions.ModelClass
  ) -> ValidityConditions {
    let items = plan.calibration.map { plan.items[$0] }
    let families = items.map(\.company.count).filter { $0 >= Cohort.fewestFamilies }
    return ValidityConditions(
      modelClass: modelClass, metrics: fused.map(\.descriptor.id), questions: questions,
      samples: table.transcript.mostSamples, temperatures: temperatures.sorted(),
      scripts: Scripts.used(in: table.probes), fewestFamilies: families.min() ?? 0,
      mostFamilies: families.max() ?? 0,
      unrelatedLineages: Self.lineages(items, derived: false),
      derivedLineages: Self.lineages(items, derived: true))
  }
}

extension Transcript {
  /// The largest number of samples of one probe by one subject.
  var mostSamples: Int {
    responses.map { row in row.map(\.count).max() ?? 0 }.max() ?? 0
  }
}

/// Everything that validation adds to the assessment of a panel.
struct PanelValidation {
  let assessment: Assessment
  let findings: Findings
  let conditions: ValidityConditions

  private var units: [Validity.Unit] { findings.validity?.units ?? [] }

  func validation(_ imported: CalibrationFile?) async -> Validation {
    let point = assessment.replicate(
      assessment.fused, lineageWeights: assessment.unitLineageWeights)
    let ranked = units.sorted {
      ($0.log10LR ?? 0, $0.excess, $0.suspect) > ($1.log10LR ?? 0, $1.excess, $1.suspect)
    }
    var validation = Validation(
      tool: findings.tool, data: data, conditions: conditions,
      methods: findings.validity?.methods ?? [], sourceOnlyAUC: findings.validity?.sourceOnlyAUC,
      errorRates: PanelErrorRates(findings: findings).rates(), power: power(),
      curves: findings.validity?.curves,
      relations: RelationFindings(assessment: assessment, findings: findings).separations(),
      traps: TrapFindings(assessment: assessment, point: point).traps(),
      learning: await LearningCurves(assessment: assessment).curves(),
      groups: CalibrationGroups(findings: findings).groups(),
      falsePositives: ranked.filter { !$0.isDerived }.prefix(Self.worst).map(Self.named),
      falseNegatives: ranked.reversed().filter(\.isDerived).prefix(Self.worst).map(Self.named),
      transfer: imported.map { $0.transfer(to: point, fusing: conditions.metrics) })
    validation.matrix = ValidationMatrix(validation).rows
    return validation
  }

  /// Units shown by name on either side.
  private static let worst = 12

  private static func named(_ unit: Validity.Unit) -> NamedUnit {
    NamedUnit(
      suspect: unit.suspect, source: unit.sourceMaker,
      kind: unit.isDerived ? "derived" : "unrelated", excess: unit.excess,
      log10LR: unit.log10LR, rankP: unit.rankP)
  }

  private var data: ValidationData {
    let table = assessment.table
    return ValidationData(
      kind: .panel, name: findings.study.name, subjects: table.subjectCount,
      probes: table.probeCount, samples: table.transcript.mostSamples,
      derivedSuspects: findings.validity?.derivedSuspects ?? 0,
      derivedLineages: findings.validity?.derivedLineages ?? 0,
      unrelatedUnits: findings.validity?.unrelatedUnits ?? 0,
      unrelatedLineages: findings.validity?.unrelatedLineages ?? 0)
  }

  /// Of the derived units, how many each criterion finds.
  private func power() -> [PowerRow] {
    let derived = units.filter(\.isDerived)
    let limits = PanelErrorRates.limits(findings)
    let rates = Criterion.allCases.compactMap { criterion in
      ErrorRate(
        kind: "derived", criterion: criterion.title, nominal: nil, isError: false,
        derived.compactMap { unit -> ErrorRate.Outcome? in
          let limit = limits[[unit.suspect, unit.sourceMaker]]
          return criterion.isMet(rank: unit.rankP, log10LR: unit.log10LR, limit: limit).map {
            ErrorRate.Outcome(cluster: unit.lineage, isFlagged: $0)
          }
        }, seed: findings.tool.seed)
    }
    return rates.isEmpty ? [] : [PowerRow(kind: "derived", fraction: nil, rates: rates)]
  }
}

/// What would be held against a suspect.
enum Criterion: CaseIterable {
  case rank5, rank1, ratio10, ratio1

  var title: String {
    switch self {
    case .rank5: "rank p <= 0.05"
    case .rank1: "rank p <= 0.01"
    case .ratio10: "LR > 10"
    case .ratio1: "LR > 1"
    }
  }

  /// The share of unrelated pairs that the criterion promises not to exceed: an LR of t or more is at
  /// most 1/t times as frequent without the hypothesis as with it.
  var nominal: Double? {
    switch self {
    case .rank5: 0.05
    case .rank1: 0.01
    case .ratio10: 0.1
    case .ratio1: nil
    }
  }

  /// `nil` where it cannot be met, whatever is observed.
  /// - Parameter limit: the largest log10 LR that could be given.
  func isMet(rank: RankP?, log10LR: Double?, limit: Double?) -> Bool? {
    switch self {
    case .rank5: Self.isMet(rank, 0.05)
    case .rank1: Self.isMet(rank, 0.01)
    case .ratio10: (limit ?? 0) > 1 ? log10LR.map { $0 > 1 } : nil
    case .ratio1: log10LR.map { $0 > 0 }
    }
  }

  private static func isMet(_ rank: RankP?, _ level: Double) -> Bool? {
    guard let rank, rank.smallestAttainable <= level else { return nil }
    return rank.value <= level
  }
}
