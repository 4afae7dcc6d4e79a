import Foundation
import Probing
import Similarity
import Statistics

/// Random similarities of subjects in every kind of relation to the cohort.
struct RandomStudy {
  let subjects: [Subject]
  let labels: [PairLabel]
  let lengths: [Int]
  /// Shape: metrics x subjects x subjects; some pairs missing.
  let similarities: [[[Double?]]]

  /// - Parameters:
  ///   - students: lineages of one or two students.
  ///   - teachers: how many of the makers `m0` and `m1` have students, in turn.
  init(seed: UInt64, students: Int = 7, teachers: Int = 1) {
    var stream = RandomStream(seed: seed)
    let cohort = Self.cohort
    let suspects = Self.suspects(students)
    let subjects = cohort + suspects
    self.subjects = subjects
    labels = suspects.flatMap { Self.labels($0, cohort, teachers) }
    lengths = subjects.map { _ in 20 + stream.index(below: 400) }
    let hubs = subjects.map { _ in 0.05 * stream.normal() }
    similarities = (0..<2).map { metric in
      subjects.indices.map { a in
        subjects.indices.map { b in
          let isTaught = Self.teacher(of: subjects[a], teachers) == subjects[b].maker
          if metric == 1 && stream.uniform() < 0.03 { return nil }
          return 0.4 + hubs[a] + hubs[b] + 0.05 * stream.normal() + (isTaught ? 0.12 : 0)
        }
      }
    }
  }

  /// Six families of one to three members, one of them of two makers; generations of two versions.
  private static let cohort: [Subject] = (0..<6).flatMap { family in
    (0...(family % 3)).map { member in
      .made(
        "c\(family)-\(member)", family: "f\(family)",
        maker: family == 5 && member == 1 ? "m0" : "m\(family)",
        generation: member < 2 ? "g\(family)" : nil, inCohort: true)
    }
  }

  /// Unrelated lineages of one or two, some based on or of a cohort family; then students.
  private static func suspects(_ students: Int) -> [Subject] {
    (0..<14).flatMap { lineage in (0...(lineage % 2)).map { unrelated(lineage, $0) } }
      + (0..<students).flatMap { lineage in (0...(lineage % 2)).map { derived(lineage, $0) } }
  }

  private static func unrelated(_ lineage: Int, _ member: Int) -> Subject {
    let id = "u\(lineage)-\(member)"
    return .made(
      id, family: lineage == 3 ? "f3" : id, lineage: lineage == 4 ? "f4" : "lu\(lineage)",
      maker: "mu\(lineage)", roots: lineage == 5 ? ["m2"] : [])
  }

  private static func derived(_ lineage: Int, _ member: Int) -> Subject {
    .made(
      "d\(lineage)-\(member)", lineage: "ld\(lineage)", maker: "md\(lineage)",
      roots: lineage == 1 ? ["m3"] : [])
  }

  /// The maker of a student's teacher.
  private static func teacher(of subject: Subject, _ teachers: Int) -> String? {
    guard subject.id.hasPrefix("d"), let lineage = Int(subject.lineage.dropFirst(2)) else {
      return nil
    }
    return "m\(lineage % teachers)"
  }

  /// Every suspect with the sources of `m0` and `m1`, except where they made its weights.
  private static func labels(
    _ suspect: Subject, _ cohort: [Subject], _ teachers: Int
  ) -> [PairLabel] {
    cohort.filter { ["m0", "m1"].contains($0.maker) && !suspect.rootMakers.contains($0.maker) }
      .map {
        PairLabel(
          suspect: suspect.id, source: $0.id,
          relation: teacher(of: suspect, teachers) == $0.maker ? .distilled : .independent)
      }
  }

  static let metrics = ["lexical.opening4", "errors.rare-agreement"]

  /// - Parameter headlines: the first pair of the labels when left out.
  func findings(
    replicates: Int = 20, headlines: [(suspect: String, source: String)]? = nil
  ) async -> Findings {
    await Assessment.findings(
      of: zip(Self.metrics, similarities).map { id, values in
        RecordedSimilarity(id, usesLength: id.hasPrefix("lexical"), count: subjects.count) {
          values[$0][$1]
        }
      }, subjects: subjects, lengths: lengths, calibration: labels, scored: labels,
      headlines: headlines ?? [(labels[0].suspect, labels[0].source)], replicates: replicates)
  }

  var obvious: ObviousInference { obvious() }

  /// - Parameters:
  ///   - metrics: the metrics to fuse.
  ///   - usesLength: whether length is adjusted for.
  func obvious(metrics: [Int] = [0, 1], usesLength: Bool = true) -> ObviousInference {
    let kernels = similarities.enumerated().map { metric, values in
      ObviousInference.Kernel(
        similarity: { $0 == $1 ? nil : values[$0][$1] },
        length: metric == 0 && usesLength
          ? { abs(log(1 + Double(lengths[$0])) - log(1 + Double(lengths[$1]))) } : nil)
    }
    return ObviousInference(
      subjects: subjects, kernels: metrics.map { kernels[$0] }, measuring: kernels,
      labels: labels)
  }
}
