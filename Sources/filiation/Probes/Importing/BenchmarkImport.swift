import Foundation
import Probing

/// A file of questions as a probe set.
struct BenchmarkImport {
  let set: ProbeSet
  /// Rows left out because they repeat an earlier one.
  let repeated: Int

  /// - Parameter header: without strata, which come from the rows.
  /// - Throws: every row that makes no sound probe, with its line.
  init(_ drafts: [ProbeDraft], header: ProbeSet.Header, file: String, keysRequired: Bool)
    throws(ProbeSetError)
  {
    let width = String(drafts.count).count
    let probes = drafts.enumerated().map { index, draft in
      let number = String(index + 1)
      let id =
        draft.id ?? "\(header.id)-" + String(repeating: "0", count: width - number.count) + number
      return draft.probe(id: id, stratum: draft.stratum ?? "all")
    }
    let issues = Self.issues(drafts, probes, keysRequired: keysRequired)
    guard issues.isEmpty else { throw ProbeSetError(.malformed, file: file, issues: issues) }
    var set = ProbeSet(header: header, probes: probes)
    let contradictions = Self.contradictions(drafts, probes)
    guard contradictions.isEmpty else {
      throw ProbeSetError(.malformed, file: file, issues: contradictions)
    }
    let repeats = Set(ProbeSetCheck([set]).nearDuplicates.map(\.second))
    set.probes.removeAll { repeats.contains("\(header.name)/\($0.id)") }
    set.header.strata = Self.strata(set.probes)
    self.set = set
    repeated = repeats.count
  }

  private static func issues(
    _ drafts: [ProbeDraft], _ probes: [Probe], keysRequired: Bool
  ) -> [ProbeSetError.Issue] {
    guard !drafts.isEmpty else { return [.init(line: 1, reason: "the file has no rows")] }
    var lines: [String: Int] = [:]
    return zip(drafts, probes).flatMap { draft, probe -> [ProbeSetError.Issue] in
      var reasons = probe.faults
      if let first = lines[probe.id] {
        reasons.append("the id \"\(probe.id)\" is repeated from line \(first); ids are unique")
      }
      lines[probe.id] = draft.line
      if draft.question == nil {
        reasons = ["the row has no question; name its column with --column prompt=NAME"]
      } else if draft.options?.contains(where: \.trimmed.isEmpty) == true {
        reasons = ["an option is empty, or its column is called otherwise"]
      } else if let options = draft.options, Set(options.map(\.trimmed)).count < options.count {
        reasons = ["two options are the same; an answer could not be told from the other"]
      } else if let key = draft.unreadKey {
        reasons = [
          "the key \"\(key)\" is neither the letter nor the text of an option, nor its place from 0"
        ]
      } else if keysRequired, draft.key == nil {
        reasons.append("the row has no right answer where it should be (after #### in gsm8k)")
      }
      return reasons.map { .init(line: draft.line, reason: $0) }
    }
  }

  /// Rows that ask what an earlier one asks, with another key.
  private static func contradictions(
    _ drafts: [ProbeDraft], _ probes: [Probe]
  ) -> [ProbeSetError.Issue] {
    var first: [[Message]: Int] = [:]
    return probes.indices.compactMap { index in
      guard let earlier = first[probes[index].prompt] else {
        first[probes[index].prompt] = index
        return nil
      }
      guard probes[earlier].key != probes[index].key else { return nil }
      return ProbeSetError.Issue(
        line: drafts[index].line,
        reason:
          "the question is that of line \(drafts[earlier].line), the key another; keep the one "
          + "that is right")
    }
  }

  private static func strata(_ probes: [Probe]) -> [ProbeSet.Stratum] {
    var seen: Set<String> = []
    return probes.compactMap(\.stratum).filter { seen.insert($0).inserted }.map {
      ProbeSet.Stratum(id: $0, construction: $0 == "all" ? "all rows" : "rows marked \($0)")
    }
  }
}
