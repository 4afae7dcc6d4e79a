import ArgumentParser
import Endpoints
import Foundation
import Panels
import Probing
import Statistics

/// Files of questions as they are distributed.
enum BenchmarkLayout: String, CaseIterable, ExpressibleByArgument {
  /// Columns under names that the user gives.
  case columns
  /// Hendrycks et al. 2021: CSV without a header (question, four options, letter), or rows with
  /// question, subject, choices and answer.
  case mmlu
  /// Cobbe et al. 2021: rows with question and answer, whose number follows ####.
  case gsm8k
  /// Lin et al. 2022: CSV with Question, Best Answer and Incorrect Answers; rows with question,
  /// best_answer and incorrect_answers; or rows with question and mc1_targets.
  case truthfulqa

  /// The questions of a file in the order of its rows.
  ///
  /// - Parameter seed: of the order of options, where the file always has the right one first.
  func drafts(
    _ path: String, columns: BenchmarkColumns, extract: AnswerKind?, seed: UInt64
  ) throws -> [ProbeDraft] {
    switch self {
    case .columns: try Self.named(columns, path, extract)
    case .mmlu: try Self.mmlu(path)
    case .gsm8k: try BenchmarkFile.records(path).map(Self.gsm8k)
    case .truthfulqa:
      try BenchmarkFile.records(path).enumerated().map { index, record in
        var random = RandomStream(seed: seed).substream("options", index)
        return Self.truthfulqa(record, &random)
      }
    }
  }

  /// - Throws: when the file has no column of a name that was given.
  private static func named(
    _ columns: BenchmarkColumns, _ path: String, _ extract: AnswerKind?
  ) throws -> [ProbeDraft] {
    let records = try BenchmarkFile.records(path)
    let missing = columns.missing(in: records)
    guard missing.isEmpty || records.isEmpty else {
      let there = Set(records.flatMap(\.fields.keys)).sorted().map { $0.printable(atMost: 40) }
      throw CommandFailure(
        .badData,
        "\(path): there is no column \(missing.map { "\"\($0)\"" }.joined(separator: ", ")); the file "
          + "has \(there.joined(separator: ", ")): name them with --column")
    }
    return records.map { ProbeDraft($0, columns, extract: extract) }
  }

  private static func mmlu(_ path: String) throws -> [ProbeDraft] {
    var columns = BenchmarkColumns()
    columns.prompt = "question"
    columns.key = "answer"
    columns.stratum = "subject"
    columns.choices = "choices"
    if path.hasSuffix(".csv") || path.hasSuffix(".csv.gz") {
      let rows = try CSVTable.readWithoutHeader(path)
      let hasHeader = rows.rows.first?.fields.contains("question") == true
      if hasHeader {
        if !(rows.rows[0].fields.contains("choices")) { columns.choice = ["A", "B", "C", "D"] }
      } else {
        (columns.prompt, columns.choice, columns.key) = ("1", ["2", "3", "4", "5"], "6")
      }
      return try BenchmarkFile.records(path, hasHeader: hasHeader).map {
        ProbeDraft($0, columns, extract: nil)
      }
    }
    return try BenchmarkFile.records(path).map { ProbeDraft($0, columns, extract: nil) }
  }

  private static func gsm8k(_ record: BenchmarkRecord) -> ProbeDraft {
    var draft = ProbeDraft(line: record.line, question: record.text("question"))
    draft.extract = .decimal
    draft.key = record.text("answer").flatMap { answer in
      answer.range(of: "####", options: .backwards).map { answer[$0.upperBound...].trimmed }
    }
    return draft
  }

  private static func truthfulqa(
    _ record: BenchmarkRecord, _ random: inout RandomStream
  ) -> ProbeDraft {
    var draft = ProbeDraft(
      line: record.line, question: record.text("Question") ?? record.text("question"))
    draft.stratum = record.text("Category") ?? record.text("category")
    let (right, wrong) = targets(record)
    var options = right.map { right in [right] + wrong.filter { $0 != right } } ?? []
    random.shuffle(&options)
    draft.options = options
    draft.key = right.flatMap(options.firstIndex).map { Probe.label(ofOption: min(25, $0)) }
    return draft
  }

  /// The right answer and the wrong ones.
  private static func targets(_ record: BenchmarkRecord) -> (right: String?, wrong: [String]) {
    guard case .object(let targets)? = record.fields["mc1_targets"] else {
      return (
        record.text("Best Answer") ?? record.text("best_answer"),
        record.list("Incorrect Answers") ?? record.list("incorrect_answers") ?? []
      )
    }
    var marked: [(text: String, isRight: Bool)] = []
    if case .array(let labels)? = targets["labels"] {
      let texts = BenchmarkRecord(line: record.line, fields: targets).list("choices") ?? []
      marked = zip(texts, labels).map { ($0, $1 == .integer(1)) }
    } else {
      marked = targets.sorted { $0.key < $1.key }.map { ($0.key, $0.value == .integer(1)) }
    }
    return (marked.first { $0.isRight }?.text, marked.filter { !$0.isRight }.map(\.text))
  }
}
