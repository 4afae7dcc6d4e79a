/// What is required of the instrument, and whether it is met: the rows of `validation-matrix.json`.
///
/// Characteristics and their order follow Meuwly, Ramos and Haraksim 2017. The criteria were fixed
/// before the figures were known.
struct ValidationMatrix {
  let validation: Validation

  init(_ validation: Validation) { self.validation = validation }

  var rows: [MatrixRow] {
    let measured =
      validation.data.kind == .panel
      ? closedSet + openSet + relations + transfer : power + direction + calibration
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
      cost(0.25, "accuracy", "Cllr", method),
    ]
  }

  private var openSet: [MatrixRow] {
    let method = validation.methods.first { $0.title.hasPrefix(Way.matchedTeachersAbsent.title) }
    return [
      atLeast(0.95, "generalisation", "A, true teacher absent", method?.sourceFixed),
      atLeast(
        0.9, "generalisation", "found at 5 % FPR, true teacher absent", method?.truePositiveRate5),
      cost(0.3, "generalisation", "Cllr, true teacher absent", method),
    ]
  }

  private var relations: [MatrixRow] {
    let relation = validation.relations.first {
      $0.relation == RelationFindings.weightDerivative && $0.named != nil
    }
    return [
      row(
        "coherence", "weight derivatives named as such", "all",
        relation.map { "\($0.named!) of \($0.related)" } ?? Self.unmeasured,
        relation.map { Double($0.named!) / Double($0.related) },
        relation.map { $0.named == $0.related }
      )
    ]
  }

  /// Whether the scale of a ratio holds elsewhere.
  private var transfer: [MatrixRow] {
    guard let transfer = validation.transfer else { return [] }
    let loss = transfer.cllr.flatMap { cllr in transfer.cllrMin.map { cllr - $0 } }
    return [
      row(
        "generalisation", "Cllr - Cllr min, calibration of \(transfer.origin)", "at most 0.02",
        loss.map { String(rounding: $0) } ?? Self.unmeasured, loss, loss.map { $0 <= 0.02 })
    ]
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

  private var direction: [MatrixRow] {
    let count = validation.direction.flatMap { $0.claimed > 0 ? $0 : nil }
    let share = count.map { Double($0.right) / Double($0.claimed) }
    return [
      row(
        "discriminating power", "direction right where it is claimed",
        "at least 0.9 of \(Self.fewestClaims) claims or more",
        validation.direction.map(Self.text) ?? Self.unmeasured, share,
        count.map { $0.claimed >= Self.fewestClaims && share! >= 0.9 })
    ]
  }

  private static let fewestClaims = 10

  private static func text(_ count: DirectionCount) -> String {
    guard count.claimed > 0 else { return "stated in 0 of \(count.found)" }
    let found = Validity.Estimate(
      value: Double(count.right) / Double(count.found), low: count.low, high: count.high)
    return "\(count.right) of \(count.claimed) claimed; right share of \(count.found) found "
      + text(found)
  }

  /// Of the ratios that a report may state.
  private var calibration: [MatrixRow] {
    let methods = validation.methods.filter { $0.title != TrialSeparation.isotonicMap }
      .map { ($0.title, Optional($0)) }
    return (methods.isEmpty ? [("stated ratios", nil)] : methods).map { title, method in
      let loss = method?.loss(\.cllr)
      return row(
        "calibration", "Cllr - Cllr min, \(title)", "at most 0.02",
        (loss.map { String(rounding: $0) } ?? Self.unmeasured)
          + (method?.loss(\.cllrUnclipped).map { "; before the limits \(String(rounding: $0))" }
            ?? ""),
        loss, loss.map { $0 <= 0.02 })
    }
  }

  // MARK: Errors

  /// The kinds of innocent pairs that a validation has to try.
  private var innocentKinds: [String] {
    validation.data.kind == .panel
      ? PanelErrorRates.kinds : ScoredTrial.innocentKinds
  }

  private var errorRates: [MatrixRow] {
    innocentKinds.flatMap { kind in
      Criterion.allCases.filter { $0.nominal != nil }.map { errorRate(kind, $0) }
    }
  }

  private func errorRate(_ kind: String, _ criterion: Criterion) -> MatrixRow {
    let rate = validation.errorRates.first {
      $0.kind == kind && $0.criterion == criterion.title && $0.isError
    }
    return row(
      "false alarms", "\(kind): \(criterion.title)",
      "\(String(rounding: criterion.nominal!)) not rejected by the exact binomial test at 5 %",
      rate.map(Self.text) ?? "could not be met by any trial", rate?.share, rate?.holds)
  }

  /// Of every trap what was looked at; one that was not looked at is not avoided.
  private var traps: [MatrixRow] {
    guard validation.data.kind == .panel else { return [] }
    return Trap.Kind.allCases.flatMap { kind -> [MatrixRow] in
      let traps = validation.traps.filter { $0.kind == kind && $0.isJudged }
      guard !traps.isEmpty else {
        return [row("robustness", kind.rawValue, "not sprung", Self.unmeasured, nil, nil)]
      }
      return traps.map(trap)
    }
  }

  private func trap(_ trap: Trap) -> MatrixRow {
    row(
      "robustness", "\(trap.kind.rawValue): \(trap.measure)",
      trap.expected.map { "about " + String(rounding: $0) } ?? "not sprung",
      String(rounding: trap.observed) + (trap.of.map { " of \($0)" } ?? ""), trap.observed,
      !trap.sprung)
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

  /// Cllr, with what it would be without the limits of the ratios and what these alone cost.
  private func cost(
    _ most: Double, _ characteristic: String, _ metric: String, _ method: Validity.Method?
  ) -> MatrixRow {
    let parts = [
      method?.cllrUnclipped.map { "before the limits \(Self.text($0))" },
      method?.cllrAtLimits.map { "perfect order within them \(Self.text($0))" },
    ].compactMap { $0 }
    return row(
      characteristic, metric, "at most \(most)",
      ([method?.cllr.map(Self.text) ?? Self.unmeasured] + parts).joined(separator: "; "),
      method?.cllr?.value, method?.cllr.map { $0.value <= most })
  }

  private func row(
    _ characteristic: String, _ metric: String, _ criterion: String, _ result: String,
    _ value: Double?, _ passed: Bool?
  ) -> MatrixRow {
    MatrixRow(
      characteristic: characteristic, metric: metric, criterion: criterion, data: data,
      result: result, value: value, passed: passed ?? false)
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

extension Validity.Method {
  /// What a cost has above the best that the order allows.
  fileprivate func loss(_ cost: (Validity.Method) -> Validity.Estimate?) -> Double? {
    cost(self).flatMap { cost in cllrMin.map { cost.value - $0.value } }
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
