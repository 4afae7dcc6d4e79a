import Evidence
import Foundation
import Probing
import Similarity

/// The choice of the probes that told unrelated controls apart.
struct ProbeSelecting {
  /// Families without which nothing can be said about disagreement.
  private static let fewestFamilies = 3
  static let criterion =
    "controls-1: the largest weight of the wrong answers of unrelated controls, for free text their "
    + "largest disagreement; sets in proportion, ties by position"

  private let answers: ControlAnswers

  init(_ answers: ControlAnswers) throws(CommandFailure) {
    let families = Set(answers.transcripts.first?.subjects.map(\.family) ?? []).count
    guard families >= Self.fewestFamilies else {
      throw CommandFailure(
        .configuration,
        "a selection needs unrelated controls of \(Self.fewestFamilies) or more families, other than "
          + "those of suspect and sources; this study has \(families)")
    }
    self.answers = answers
  }

  /// A set for each set that was asked and has a share.
  func selected(_ count: Int) async throws -> [ProbeSet] {
    let sizes = answers.sets.map(\.probes.count)
    guard count <= sizes.reduce(0, +) else {
      throw CommandFailure(
        .usage, "the study asked \(counted(sizes.reduce(0, +), "probe")); keep fewer")
    }
    let shares = StratifiedSample.shares(of: count, among: sizes)
    var selected: [ProbeSet] = []
    for (index, share) in shares.enumerated() where share > 0 {
      let measures = await ProbeMeasures(answers.transcripts[index])
      selected.append(try narrowed(answers.sets[index], to: share, measures))
    }
    return selected
  }

  private func narrowed(
    _ planned: PlannedSet, to count: Int, _ measures: ProbeMeasures
  ) throws -> ProbeSet {
    let set = try ProbeSet.parse(planned.bytes, file: planned.id)
    let ranks = measures.values.map { $0?.rank ?? -1 }
    let order = ranks.indices.sorted { (ranks[$1], $0) < (ranks[$0], $1) }
    var narrowed = set.keeping(
      Set(order.prefix(count)), id: "\(set.header.id)-selected",
      summary:
        "\(count) of \(set.probes.count) probes of \(planned.id), on which unrelated controls "
        + "told most. \(set.header.summary)")
    narrowed.header.selection = ProbeSet.Selection(
      from: planned.id, digest: planned.digest.description, criterion: Self.criterion,
      controls: answers.transcripts[0].subjects.count, answers: answers.digest.description)
    return narrowed
  }
}
