import Foundation
import Probing
import Similarity
import Statistics
import Testing

/// Input on which a formula could divide by zero, overflow or take forever.
enum DegenerateInput: String, CaseIterable {
  case constant, oneProbe, allRight, allWrong, empty, identical, emoji, long, unanswered

  var transcript: Transcript {
    switch self {
    case .constant: Self.made { _, _ in ("The same words.\nEvery time.", "B") }
    case .oneProbe: Self.made(probes: 1) { subject, _ in ("word \(subject)", letters[subject % 4]) }
    case .allRight: Self.made { subject, probe in ("text \(subject) \(probe)", "A") }
    case .allWrong:
      Self.made { subject, probe in ("x\(subject * probe)", letters[1 + subject % 3]) }
    case .empty: Self.made { _, _ in ("", "") }
    case .identical: Self.made { _, probe in ("answer \(probe)\nline", letters[probe % 4]) }
    case .emoji: Self.made { subject, probe in (Self.pictures[(subject + probe) % 5], "🅰️") }
    case .long: Self.made(probes: 2) { subject, _ in (Self.long(subject), "A") }
    case .unanswered: Self.made { _, _ in nil }
    }
  }

  private static let pictures = [
    "👩\u{200D}👩\u{200D}👧\u{200D}👦", "e\u{301}\u{302}\u{303}", "\u{301}", "🇫🇷🇩🇪 \u{FE0F}", "\u{200B}",
  ]

  /// 200,000 characters.
  private static func long(_ subject: Int) -> String {
    subject == 0
      ? String(repeating: "abcdefghi ", count: 20_000) : String(repeating: "é", count: 200_000)
  }

  /// Twelve subjects in six families; as many probes of free text as of choices and of repeated
  /// short answers. Every text speaks of its maker, every choice has a first token.
  private static func made(
    probes: Int = 12, _ response: (_ subject: Int, _ probe: Int) -> (text: String, answer: String)?
  ) -> Transcript {
    let subjects = (0..<12).map { index in
      Subject.made("s\(index)", family: "f\(index % 6)", maker: "m\(index % 6)", inCohort: true)
    }
    let texts = subjects.indices.map { subject in
      (0..<probes).map { probe in response(subject, probe).map { [$0.text] } ?? [] }
    }
    let answers = subjects.indices.map { subject in
      (0..<probes).map { probe in
        response(subject, probe).map { [Answer.given($0.answer)] } ?? [Answer]()
      }
    }
    let keys = [String?](repeating: "A", count: probes)
    let choices = Transcript(
      answers: answers, keys: keys, options: [Int?](repeating: 4, count: probes),
      subjects: subjects)
    let repeated = Transcript(
      answers: answers.map { row in row.map { $0 + $0 + $0 } }, keys: keys,
      options: [Int?](repeating: nil, count: probes), subjects: subjects)
    var transcript = Transcript(texts: texts, subjects: subjects).joined(with: choices)
      .joined(with: repeated)
    for probe in transcript.probes.indices {
      transcript.probes[probe].stratum = "maker"
      for subject in subjects.indices {
        for sample in transcript.responses[subject][probe].indices {
          let token = transcript.responses[subject][probe][sample].answer.value ?? ""
          transcript.responses[subject][probe][sample].firstTokenLogprobs = [
            TokenLogprob(token: token, logprob: 0)
          ]
        }
      }
    }
    return transcript
  }
}

private let letters = ["A", "B", "C", "D"]

@Suite struct DegenerateInputTests {
  init() { BLAS.useOneThread() }

  private static let withoutEmbedding = BuiltInMetrics.all.filter {
    $0.descriptor.family != .embedding
  }

  /// Each metric either says why it has no value or gives finite ones within its range.
  @Test(arguments: DegenerateInput.allCases)
  func metricsAreFiniteOrAbsent(_ input: DegenerateInput) async {
    let table = await AnswerTable(input.transcript).embedded()
    for metric in BuiltInMetrics.all {
      guard let matrix = try? await metric.similarities(in: table) else { continue }
      for a in 0..<matrix.count {
        for b in 0..<matrix.count {
          guard let value = matrix[a, b] else { continue }
          let descriptor = metric.descriptor
          #expect(value.isFinite, "\(descriptor.id)")
          #expect(value >= (descriptor.lowerBound ?? value) - 1e-5, "\(descriptor.id)")
          #expect(value <= (descriptor.upperBound ?? value) + 1e-5, "\(descriptor.id)")
        }
      }
    }
  }

  /// Findings hold finite numbers only, which encoding insists on. Embeddings have been seen above.
  @Test(arguments: DegenerateInput.allCases)
  func findingsAreFinite(_ input: DegenerateInput) async throws {
    let transcript = input.transcript
    let labels = (1..<12).map {
      PairLabel(
        suspect: "s\($0)", source: "s0", relation: $0 % 6 < 2 ? .distilled : .independent)
    }
    let findings = await Assessment.findings(
      for: AssessmentRequest(
        study: StudyRecord(name: "degenerate", mode: .locked),
        tool: ToolRecord(version: "test", blas: "test", seed: 1, replicates: 20),
        transcript: transcript, calibration: labels, scored: labels,
        headlines: [("s1", "s0")], metrics: Self.withoutEmbedding))
    #expect(throws: Never.self) { try JSONEncoder().encode(findings) }
    #expect(findings.pairs.count == labels.count)
    for pair in findings.pairs { #expect((pair.excess == nil) == (pair.notMeasurable != nil)) }
  }

  @Test func constantAnswersHaveNoExcess() async {
    let controls = (2..<6).map {
      PairLabel(suspect: "s\($0)", source: "s0", relation: .independent)
    }
    let findings = await Assessment.findings(
      for: AssessmentRequest(
        study: StudyRecord(name: "constant", mode: .locked),
        tool: ToolRecord(version: "test", blas: "test", seed: 1, replicates: 0),
        transcript: DegenerateInput.constant.transcript, calibration: controls,
        scored: [PairLabel(suspect: "s1", source: "s0", relation: nil)],
        metrics: Self.withoutEmbedding))
    #expect(findings.pairs[0].notMeasurable == .degenerate)
    #expect(findings.pairs[0].excess == nil && findings.pairs[0].ratio == nil)
  }

  @Test func nothingAnsweredIsNothingInCommon() async {
    let findings = await Assessment.findings(
      for: AssessmentRequest(
        study: StudyRecord(name: "unanswered", mode: .locked),
        tool: ToolRecord(version: "test", blas: "test", seed: 1, replicates: 0),
        transcript: DegenerateInput.unanswered.transcript, calibration: [],
        scored: [PairLabel(suspect: "s1", source: "s0", relation: nil)],
        metrics: Self.withoutEmbedding))
    #expect(findings.pairs[0].notMeasurable == .noCommonProbes)
  }
}
