/// What is required of the instrument, and whether it is met: the rows of `validation-matrix.json`.
///
/// Characteristics and their order follow Meuwly, Ramos and Haraksim 2017. The criteria were fixed
/// before the figures were known.
struct ValidationMatrix {
  let validation: Validation

  init(_ validation: Validation) { self.validation = validation }

  var rows: [MatrixRow] {
    let measured =
      validation.data.kind == .panel ? closedSet + openSet + relations : power + calibration
    return measured + errorRates + traps
  }

  private var data: String {
    let data = validation.data
    let made = data.populations.map { "\($0) populations of the lab" } ?? data.name
    return "\(made): \(data.derivedSuspects) derived suspects of \(data.derivedLineages) lineages, "
      + "\(data.unrelatedUnits) unrelated units of \(data.unrelatedLineages) lineages"
  }

  // MARK: Separation and ratios

  private var closedSet: [MatrixRow] {
    let method = validation.methods.first
    return [
      atLeast(0.97, "discriminating power", "AUC over all units", method?.auc),
      atLeast(0.96, "discriminating power", "A, source fixed", method?.sourceFixed),
      atLeast(0.98, "discriminating power", "B, suspect fixed", method?.suspectFixed),
      atLeast(0.95, "discriminating power", "found at 5 % FPR", method?.truePositiveRate5),
      atMost(0.25, "accuracy", "Cllr", method?.cllr),
    ]
  }

  private var openSet: [MatrixRow] {
    let method = validation.methods.dropFirst().first
    return [
      atLeast(0.95, "generalisation", "A, true teacher absent", method?.sourceFixed),
      atLeast(
        0.9, "generalisation", "found at 5 % FPR, true teacher absent", method?.truePositiveRate5),
      atMost(0.3, "generalisation", "Cllr, true teacher absent", method?.cllr),
    ]
  }

  private var relations: [MatrixRow] {
    validation.relations.filter { $0.relation == "weight derivative" }.map { relation in
      row(
        "coherence", "weight derivatives named as such", "all",
        "\(relation.named ?? 0) of \(relation.related)",
        Double(relation.named ?? 0) / Double(max(1, relation.related)),
        relation.named == relation.related)
    }
  }

  private var power: [MatrixRow] {
    [(0.25, 0.95), (0.05, 0.5)].map { fraction, least in
      let rate = validation.power.first { $0.kind == "student" && $0.fraction == fraction }?
        .rates.first { $0.criterion == Criterion.rank5.title }
      return row(
        "discriminating power", "students at fraction \(fraction) with rank p <= 0.05",
        "at least \(least)", rate.map(Self.text) ?? Self.unmeasured, rate?.share,
        rate.map { $0.share >= least })
    }
  }

  private var calibration: [MatrixRow] {
    validation.methods.map { method in
      let loss = method.cllr.flatMap { cllr in method.cllrMin.map { cllr.value - $0.value } }
      return row(
        "calibration", "Cllr - Cllr min, \(method.title)", "at most 0.02",
        loss.map { String(rounding: $0) } ?? Self.unmeasured, loss, loss.map { $0 <= 0.02 })
    }
  }

  // MARK: Errors

  private var errorRates: [MatrixRow] {
    validation.errorRates.filter { $0.isError && $0.nominal != nil }.map { rate in
      row(
        "false alarms", "\(rate.kind): \(rate.criterion)",
        "\(String(rounding: rate.nominal!)) not rejected by the exact binomial test at 5 %",
        Self.text(rate), rate.share, rate.holds)
    }
  }

  private var traps: [MatrixRow] {
    validation.traps.filter { $0.tail != nil || $0.of == nil || $0.kind == .unequalCompany }.map {
      row(
        "robustness", "\($0.kind.rawValue): \($0.measure)",
        $0.expected.map { "about " + String(rounding: $0) } ?? "not sprung",
        String(rounding: $0.observed) + ($0.of.map { " of \($0)" } ?? ""), $0.observed, !$0.sprung)
    }
  }

  // MARK: Rows

  private static let unmeasured = "not measurable"

  private func atLeast(
    _ least: Double, _ characteristic: String, _ metric: String, _ estimate: Validity.Estimate?
  ) -> MatrixRow {
    row(
      characteristic, metric, "at least \(least)", estimate.map(Self.text) ?? Self.unmeasured,
      estimate?.value, estimate.map { $0.value >= least })
  }

  private func atMost(
    _ most: Double, _ characteristic: String, _ metric: String, _ estimate: Validity.Estimate?
  ) -> MatrixRow {
    row(
      characteristic, metric, "at most \(most)", estimate.map(Self.text) ?? Self.unmeasured,
      estimate?.value, estimate.map { $0.value <= most })
  }

  private func row(
    _ characteristic: String, _ metric: String, _ criterion: String, _ result: String,
    _ value: Double?, _ passed: Bool?
  ) -> MatrixRow {
    MatrixRow(
      characteristic: characteristic, metric: metric, criterion: criterion, data: data,
      result: result, value: value, passed: passed)
  }

  private static func text(_ estimate: Validity.Estimate) -> String {
    let interval = estimate.low.flatMap { low in
      estimate.high.map { " [\(String(rounding: low)) to \(String(rounding: $0))]" }
    }
    return String(rounding: estimate.value) + (interval ?? "")
  }

  private static func text(_ rate: ErrorRate) -> String {
    "\(rate.flagged) of \(rate.trials) [\(String(rounding: rate.low)) to "
      + "\(String(rounding: rate.high))]"
  }
}

extension ErrorRate {
  /// The observed rate.
  public var share: Double { Double(flagged) / Double(trials) }
}

extension String {
  /// Three decimals, without a sign of zero.
  fileprivate init(rounding value: Double) {
    let thousandths = Int((abs(value) * 1_000).rounded())
    let digits = String(thousandths % 1_000)
    let fraction = String(repeating: "0", count: 3 - digits.count) + digits
    let sign = value < 0 && thousandths > 0 ? "-" : ""
    self = "\(sign)\(thousandths / 1_000).\(fraction)"
  }
}
