import Foundation
import Similarity
import Statistics

/// What moved between two findings of a suspect and its sources.
///
/// The excess is compared within every draw of the two-way bootstrap over probes and control lineages:
/// both findings used the same draws where seed, probes and controls are the same, so the difference
/// has the interval of a paired comparison, widened where necessary to hold the change. Agreement
/// on the source's errors is compared on the items that stand in both, by probe: all samples of one are
/// resampled together, and their mean counts. An interval that does not hold 0 counts as more than
/// noise; of the noise of training the same model again it knows nothing.
struct FindingsDifference {
  let old: Findings
  let new: Findings

  struct Row {
    var source: String
    var quantity: String
    var before: Double?
    var after: Double?
    var interval: ClosedRange<Double>?

    /// `nil` where there is no interval.
    var isMoreThanNoise: Bool? { interval.map { !$0.contains(0) } }
    var change: Double? { before.flatMap { before in after.map { $0 - before } } }
  }

  /// Draws in which both excesses must be measurable.
  private static let fewestDraws = 1_000

  var rows: [Row] { pairs.flatMap { rows($0, $1) } }

  /// The sources in both, in the order of the new findings.
  private var pairs: [(Headline, Headline)] {
    new.headlines.compactMap { headline in
      old.headlines.first { $0.pair.source == headline.pair.source }.map { ($0, headline) }
    }
  }

  /// Why the excess has no interval; empty where it has.
  var unpaired: [String] {
    var reasons: [String] = []
    if old.tool.seed != new.tool.seed || old.tool.replicates != new.tool.replicates {
      reasons.append("seed or number of replicates")
    }
    if old.probeSets != new.probeSets { reasons.append("probe sets") }
    if old.metrics.filter(\.isFused).map(\.descriptor.id)
      != new.metrics.filter(\.isFused).map(\.descriptor.id)
    {
      reasons.append("fused metrics")
    }
    let isGrouped = old.probeGroups != nil || new.probeGroups != nil
    if isGrouped, old.subjects.count != new.subjects.count { reasons.append("groups of probes") }
    if controls(old) != controls(new) { reasons.append("controls") }
    return reasons
  }

  private func controls(_ findings: Findings) -> [[String]] {
    let suspects = Set(findings.headlines.map(\.pair.suspect))
    return findings.subjects.filter { !suspects.contains($0.id) }
      .map { [$0.id, $0.lineage, $0.family] }.sorted { $0[0] < $1[0] }
  }

  private func rows(_ old: Headline, _ new: Headline) -> [Row] {
    let source = new.pair.source
    return [
      Row(
        source: source, quantity: "excess", before: old.pair.excess, after: new.pair.excess,
        interval: excessInterval(old, new)),
      sourceErrors(old, new),
      Row(
        source: source, quantity: "log10 LR", before: old.pair.ratio?.log10,
        after: new.pair.ratio?.log10),
      Row(
        source: source, quantity: "rank p", before: old.pair.rankP?.value,
        after: new.pair.rankP?.value),
    ] + metricRows(old, new)
  }

  private func metricRows(_ old: Headline, _ new: Headline) -> [Row] {
    new.pair.metrics.compactMap { score in
      guard let before = old.pair.metrics.first(where: { $0.metric == score.metric })?.excess,
        let after = score.excess
      else { return nil }
      return Row(
        source: new.pair.source, quantity: "excess, \(score.metric)", before: before, after: after)
    }
  }

  private func excessInterval(_ old: Headline, _ new: Headline) -> ClosedRange<Double>? {
    guard unpaired.isEmpty, let before = old.excessReplicates?.values,
      let after = new.excessReplicates?.values, before.count == after.count
    else { return nil }
    let differences = zip(before, after).compactMap { before, after in
      before.flatMap { before in after.map { $0 - before } }
    }
    guard differences.count >= Self.fewestDraws, let first = old.pair.excess,
      let second = new.pair.excess, let interval = (try? SampleQuantiles(differences))?.interval()
    else { return nil }
    let change = second - first
    return min(interval.lowerBound, change)...max(interval.upperBound, change)
  }

  /// Agreement on the source's errors answered both times, with an interval over the probes.
  private func sourceErrors(_ old: Headline, _ new: Headline) -> Row {
    let known = Dictionary(
      (old.sourceErrors?.items ?? []).map { (Baseline.SourceError.Key($0), $0.agrees) },
      uniquingKeysWith: { $1 })
    let both = (new.sourceErrors?.items ?? []).compactMap { item -> Answered? in
      guard let before = known[Baseline.SourceError.Key(item)].flatMap({ $0 }),
        let now = item.agrees
      else { return nil }
      return (item.probe, before, now)
    }
    let probes = Dictionary(grouping: both, by: \.probe).sorted { $0.key < $1.key }.map(\.value)
    let before = probes.map { Self.share($0, \.before) }
    let now = probes.map { Self.share($0, \.now) }
    return Row(
      source: new.pair.source, quantity: "agreement on \(counted(both.count, "error"))",
      before: Self.mean(before), after: Self.mean(now),
      interval: interval(zip(before, now).map { $1 - $0 }))
  }

  /// An error answered both times, and whether it was made.
  private typealias Answered = (probe: String, before: Bool, now: Bool)

  private static func share(_ samples: [Answered], _ isMade: (Answered) -> Bool) -> Double {
    Double(samples.count(where: isMade)) / Double(samples.count)
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// - Parameter changes: one for each probe.
  private func interval(_ changes: [Double]) -> ClosedRange<Double>? {
    guard changes.count >= 10 else { return nil }
    var stream = RandomStream(seed: new.tool.seed).substream("diff.source-errors")
    let means = (0..<AssessmentRun.replicates).map { _ in
      let sum = zip(changes, stream.multiplicities(of: changes.count)).reduce(0) {
        $0 + $1.0 * Double($1.1)
      }
      return sum / Double(changes.count)
    }
    return (try? SampleQuantiles(means))?.interval()
  }
}

extension FindingsDifference {
  /// In words and as a table.
  var text: String {
    guard !pairs.isEmpty else { return "No source stands in both findings." }
    return (settings + sentences).joined(separator: "\n") + "\n\n" + table
  }

  private var settings: [String] {
    var lines: [String] = []
    if old.tool.version != new.tool.version {
      lines.append("The versions of the program differ: \(old.tool.version), \(new.tool.version).")
    }
    if !unpaired.isEmpty {
      lines.append(
        "The two differ in \(unpaired.joined(separator: ", ")): the excess cannot be compared draw "
          + "by draw, and whether it moved by more than noise is not said.")
    }
    for subject in new.subjects {
      guard let before = old.subjects.first(where: { $0.id == subject.id }),
        before.modelsReturned != subject.modelsReturned
      else { continue }
      lines.append(
        "\(subject.id) answered as \(before.modelsReturned.joined(separator: ", ")), and now as "
          + "\(subject.modelsReturned.joined(separator: ", ")).")
    }
    return lines
  }

  private var sentences: [String] {
    rows.compactMap { row in
      guard let change = row.change, let interval = row.interval,
        let isMore = row.isMoreThanNoise
      else { return nil }
      let moved = "\(change > 0 ? "rose" : "fell") by \(abs(change).rounded(toPlaces: 3))"
      return "\(row.source): \(row.quantity) \(change == 0 ? "did not change" : moved) "
        + "(95 % interval of the change \(interval.lowerBound.rounded(toPlaces: 3)) to "
        + "\(interval.upperBound.rounded(toPlaces: 3))): "
        + (isMore ? "more than noise." : "not more than noise.")
    }
  }

  private var table: String {
    let header = [
      "source", "quantity", "before", "after", "change", "95 % interval", "beyond noise",
    ]
    let cells = rows.filter { $0.before != nil || $0.after != nil }.map { row in
      [
        row.source, row.quantity, Self.cell(row.before), Self.cell(row.after),
        row.change.map { $0.signed(toPlaces: 3) } ?? "-",
        row.interval.map {
          "\($0.lowerBound.rounded(toPlaces: 3)) to \($0.upperBound.rounded(toPlaces: 3))"
        } ?? "-", row.isMoreThanNoise.map { $0 ? "yes" : "no" } ?? "-",
      ]
    }
    return filiation.table([header] + cells, rightAligned: [2, 3, 4])
  }

  private static func cell(_ value: Double?) -> String { value?.rounded(toPlaces: 3) ?? "-" }
}
