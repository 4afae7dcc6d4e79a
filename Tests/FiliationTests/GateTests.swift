import Foundation
import Similarity
import Testing
import filiation

/// How a check ends, through the built program: each reason has an exit status of its own.
@Suite struct GateTests {
  @Test func theSameCheckpointPasses() async throws {
    try await withGates { study in
      try await study.makeBaseline()
      let again = try await study.check("base", "--inconclusive=pass")
      #expect(again.status == 0, "\(again.errors)")
      #expect(again.output.split(separator: "\n").count == 1, "one line for people")
    }
  }

  @Test(arguments: [("unauthorised", 77), ("quota", 75), ("unknown", 78)] as [(String, Int32)])
  func whatKeepsItFromAskingHasItsOwnStatus(model: String, status: Int32) async throws {
    try await withGates { study in
      try await study.makeBaseline()
      try study.checkpoint("next", model)
      for options in [["--json"], ["--inconclusive=pass"], ["--stop-early"]] {
        let outcome = try await study.program("next").run(
          ["check", "study.yml", "--baseline", study.baseline] + options)
        // Without rare errors there is nothing to stop early for: everything is asked.
        #expect(outcome.status == status, "\(options) \(outcome.errors)")
      }
    }
  }

  @Test func dataThatCannotDecideAreInconclusive() async throws {
    try await withGates { study in
      study.gates = ["gates:", "  - {gate: excess, percentile: 95}", "  - {gate: drift}"]
    } _: { study in
      try await study.makeBaseline()
      let endings: [([String], Int32)] = [
        ([], 3), (["--inconclusive=pass"], 0), (["--inconclusive=fail"], 1),
      ]
      for (options, status) in endings {
        let outcome = try await study.program("base").run(
          ["check", "study.yml", "--baseline", study.baseline] + options)
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect(outcome.errors.contains("19 or more are needed"))
      }
    }
  }

  @Test func aNewBaselineWarnsOfGatesThatTheStudyCannotDecide() async throws {
    try await withGates { study in
      study.gates = [
        "gates:", "  - {gate: excess, percentile: 95}", "  - {gate: log10-lr, at_most: 1}",
        "  - {gate: rare-errors, margin: 0.02}", "  - {gate: drift}",
      ]
    } _: { study in
      try study.checkpoint("base")
      let made = try await study.check("base", "--update-baseline", "--json")
      #expect(made.status == 0, "\(made.errors)")
      for (gate, reason) in [
        ("excess/t", "19 or more are needed"), ("log10-lr/t", "no likelihood ratio: "),
        ("rare-errors/t", "19 or more unrelated lineages"), ("drift", "no endpoint answered"),
      ] {
        let warnings = made.errors.split(separator: "\n").filter {
          $0.hasPrefix("warning: this study cannot decide the gate \(gate): ")
        }
        #expect(warnings.count == 1 && warnings[0].contains(reason), "\(made.errors)")
        #expect(made.output.contains(reason), "in the JSON, too")
      }
    }
  }

  @Test func aNewBaselineWarnsOfProbesChosenByControls() async throws {
    try await withGates { study in
      let small = try study.checkpoint("base")
      let set = small.folder.appendingPathComponent("small-v1.jsonl")
      let digest = String(repeating: "0", count: 64)
      let chosen = set.text.replacing(
        "\"max_tokens\": 64}}",
        with: """
          "max_tokens": 64}, "selection": {"from": "sums-v1", "digest": "\(digest)", \
          "criterion": "information", "controls": 6, "answers": "\(digest)"}}
          """)
      try #require(chosen != set.text)
      try set.write(chosen)
      let made = try await study.check("base", "--update-baseline")
      #expect(made.status == 0, "\(made.errors)")
      #expect(
        made.errors.contains(
          "warning: this study cannot decide the gate rare-errors/t: the probes of small-v1 were "
            + "chosen from sums-v1 by what controls answered"), "\(made.errors)")
      let checked = try await study.check("base", "--offline")
      #expect(checked.status == 3, "\(checked.errors)")
    }
  }

  @Test func aBaselineOfACheckpointThatFailsIsWarnedOf() async throws {
    try await withGates { study in
      study.gates = ["suspect_model: any", "gates:", "  - {gate: excess, percentile: 85}"]
      study.change = {
        $0.isFreeText = true
        $0.questions = 24
      }
    } _: { study in
      // The source itself under another name.
      try study.checkpoint("base", "style-1")
      let made = try await study.check("base", "--update-baseline")
      #expect(made.status == 0, "\(made.errors)")
      #expect(made.errors.contains("warning: this checkpoint fails the gate excess/t: excess "))
      try study.checkpoint("other", "style-0")
      let other = try await study.check("other", "--update-baseline")
      #expect(!other.errors.contains("warning:"), "\(other.errors)")
    }
  }

  @Test func whatIsNotRecordedIsListed() async throws {
    try await withGates { study in
      try await study.makeBaseline()
      try study.checkpoint("next", "style-9")
      let outcome = try await study.check("next", "--offline", "--json")
      #expect(outcome.status == 66)
      // Eight subjects, twelve questions; nothing of them in this folder.
      #expect(outcome.errors.contains("96 answers not recorded"))
      #expect(outcome.errors.contains("s, small-v1: 12: p1, p2,"))
      let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      #expect(((object as? [String: Any])?["missing"] as? [Any])?.count == 96)
      let absent = try await study.program("base").run(
        "check", "study.yml", "--baseline", "nowhere.json", "--offline")
      #expect(absent.status == 66)
      #expect(absent.errors.contains("--update-baseline"))
    }
  }

  @Test func aBaselineThatWasEditedIsFound() async throws {
    try await withGates { study in
      try await study.makeBaseline()
      let file = URL(fileURLWithPath: study.baseline)
      let good = file.text
      for (old, new) in [
        ("\"percentile\" : 80", "\"percentile\" : 99"), ("style-1", "style-2"), ("}\n", "}"),
        ("\"seed\" : 1", "\"seed\" : 2"), ("{", "["),
      ] {
        let edited = good.replacing(old, with: new, maxReplacements: 1)
        try #require(edited != good, "\(old)")
        try file.write(edited)
        let outcome = try await study.check("base", "--offline", "--inconclusive=pass")
        // White space is no content.
        #expect(outcome.status == (old == "}\n" ? 0 : 65), "\(old): \(outcome.errors)")
      }
    }
  }

  /// Whoever computes a digest can write anything; nothing is compared with what is no measurement.
  @Test func aBaselineThatCannotHaveBeenMeasuredIsRefused() async throws {
    try await withGates { study in
      try await study.makeBaseline()
      let good = try Baseline.read(study.baseline)
      let error = try #require(
        Baseline.SourceError(
          SourceErrors.Item(probe: "p", sample: 0, answer: "x", share: 0.5, agrees: false)))
      var (negative, twice, newer, limit) = (good, good, good, good)
      negative.sources[0].sourceErrors = [error]
      negative.sources[0].sourceErrors[0].share = -5
      twice.sources[0].sourceErrors = [error, error]
      newer.schemaVersion += 1
      limit.sources[0].errorLimit = 1.5
      for forged in [negative, twice, newer, limit] {
        try forged.bytes.write(to: URL(fileURLWithPath: study.baseline))
        let outcome = try await study.check("base", "--offline")
        #expect(outcome.status == 65, "\(outcome.errors)")
        #expect(outcome.errors.contains("write it anew with '--update-baseline'"))
      }
    }
  }

  @Test(arguments: [
    ("model: style-1", "model: style-10", "t: model is style-10, at the baseline style-1"),
    ("model: style-0", "model: style-10", "s: model is style-10, at the baseline style-0"),
    ("percentile: 80", "percentile: 90", "gate removed: excess percentile 80"),
    ("relation: unrelated}", "lineage: x, relation: unrelated}", "c0: role, family, lineage"),
    ("probes:", "seed: 7\nprobes:", "seed: not as in the baseline"),
    ("probes:", "metrics: [lexical.opening4]\nprobes:", "metrics: not as in the baseline"),
    (
      "probes: [{set: ./small-v1.jsonl}]", "probes: [{set: ./small-v1.jsonl, samples: 2}]",
      "probe set small-v1: it is sampled otherwise"
    ),
  ])
  func whatDiffersFromTheBaselineIsSaidAndNotCompared(
    old: String, new: String, said: String
  ) async throws {
    try await withGates {
      $0.gates.removeFirst()
    } _: { study in
      try await study.makeBaseline()
      let file = study.folder.appendingPathComponent("base/study.yml")
      let changed = file.text.replacing(old, with: new, maxReplacements: 1)
      try #require(changed != file.text)
      try file.write(changed)
      let outcome = try await study.check("base", "--offline")
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains(said), "\(outcome.errors)")
    }
  }

  @Test func aProbeSetWithAnotherDigestIsNotCompared() async throws {
    try await withGates { study in
      try await study.makeBaseline()
      let set = study.folder.appendingPathComponent("base/small-v1.jsonl")
      try set.write(set.text.replacing("plus", with: "and"))
      let outcome = try await study.check("base", "--offline")
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("probe set small-v1: its digest is "))
    }
  }

  @Test func onlyTheFlagChangesABaseline() async throws {
    try await withGates { study in
      try await study.makeBaseline()
      let before = URL(fileURLWithPath: study.baseline).text
      try study.checkpoint("next", "style-20")
      let checked = try await study.check("next", "--inconclusive=pass")
      #expect(checked.status == 0 || checked.status == 1, "\(checked.errors)")
      #expect(URL(fileURLWithPath: study.baseline).text == before)
      let updated = try await study.check("next", "--update-baseline")
      #expect(updated.status == 0, "\(updated.errors)")
      #expect(URL(fileURLWithPath: study.baseline).text != before)
    }
  }

  @Test(arguments: ["req", "res"])
  func aDamagedRecordIsNotReplayed(end: String) async throws {
    try await withGates { study in
      try await study.makeBaseline()
      let raw = try study.checkpoint("base").out.appendingPathComponent("raw")
      let files = try FileManager.default.subpathsOfDirectory(atPath: raw.path)
      let file = try #require(files.sorted().first { $0.hasSuffix(".\(end)") })
      try FileManager.default.removeItem(at: raw.appendingPathComponent(file))
      let outcome = try await study.check("base", "--offline", "--inconclusive=pass")
      #expect(outcome.status == 65, "\(outcome.errors)")
      #expect(outcome.errors.contains(file), "\(outcome.errors)")
    }
  }

  @Test func aFolderThatCannotBeMadeIsSaidBeforeTheBaselineIsRead() async throws {
    try await withGates { study in
      _ = try study.checkpoint("base")
      let outcome = try await study.program("base").run(
        ["check", "study.yml", "--baseline", "none.json", "--out", "study.yml/out"])
      #expect(outcome.status == 74, "\(outcome.errors)")
      #expect(outcome.errors.contains("cannot write") && outcome.errors.contains("study.yml/out"))
    }
  }

  @Test func nothingButABaselineOrAJUnitFileIsReplaced() async throws {
    try await withGates { study in
      try await study.makeBaseline()
      let folder = study.folder.appendingPathComponent("base")
      for (options, name) in [
        (["--baseline", "study.yml", "--update-baseline"], "study.yml"),
        (
          ["--baseline", study.baseline, "--junit", "small.study/log.jsonl"],
          "small.study/log.jsonl"
        ),
      ] {
        let file = folder.appendingPathComponent(name)
        let before = file.text
        let outcome = try await study.program("base").run(
          ["check", "study.yml", "--offline", "--inconclusive=pass"] + options)
        #expect(outcome.status == 73, "\(name): \(outcome.errors)")
        #expect(file.text == before && !before.isEmpty)
      }
    }
  }

  @Test func recordedExchangesAreReplayedWithoutAskingOrKeys() async throws {
    try await withGates { study in
      study.change = {
        $0.shared = ", key_env: MY_SERVICE_KEY"
        $0.identity = "{samples: 2}"
      }
      study.gates = ["gates:", "  - {gate: excess, percentile: 80}", "  - {gate: drift}"]
    } _: { study in
      let base = try study.checkpoint("base")
      let key = ["MY_SERVICE_KEY": "not-much-of-a-key"]
      let made = try await study.check(
        "base", "--update-baseline", "--out", "online", environment: key)
      #expect(made.status == 0, "\(made.errors)")
      let asked = study.server.total
      let replayed = try await study.check("base", "--offline", "--out", "offline")
      #expect(replayed.status == 0 || replayed.status == 1, "\(replayed.errors)")
      #expect(study.server.total == asked)
      let pairs = ["online", "offline"].map {
        base.folder.appendingPathComponent("\($0)/pairs.csv").text
      }
      #expect(pairs[0] == pairs[1] && !pairs[0].isEmpty)
      // A locked run never answers from a record, so this is not one.
      let modes = ["online", "offline"].map {
        base.folder.appendingPathComponent("\($0)/findings.json").text
          .contains("\"mode\" : \"locked\"")
      }
      #expect(modes == [true, false])
      #expect(replayed.errors.contains("drift: passed"))
    }
  }

  @Test(arguments: [
    ("gates:", "gates: [{gate: exces}]", "did you mean 'excess'?"),
    ("gates:", "gates: [{gate: excess}]", "the percentile of unrelated lineages"),
    ("gates:", "gates: [{gate: excess, percentile: 30}]", "from 50 to 99.9"),
    ("gates:", "gates: [{gate: drift, source: t}]", "the gate drift takes no 'source'"),
    ("gates:", "gates: [{gate: excess, percentile: 95, source: u}]", "unknown source 'u'"),
    ("gates:", "gates: [{gate: drift}, {gate: drift}]", "declared twice"),
    ("gates:", "gates: []", "declares no gates"),
  ])
  func mistakesInGatesAreConfigurationErrors(
    old: String, new: String, said: String
  ) async throws {
    try await withGates {
      $0.gates = [new]
    } _: { study in
      try study.checkpoint("base")
      let outcome = try await study.check("base", "--update-baseline")
      #expect(outcome.status == 78)
      #expect(outcome.errors.contains(said), "\(outcome.errors)")
      #expect(study.server.total == 0)
    }
  }
}
