import Foundation
import Testing

/// How a run ends in which a subject did not answer at all, through the built program.
@Suite struct SilenceTests {
  @Test func aSubjectThatRejectsEveryQuestionIsNotPassedOver() async throws {
    try await askSmallStudy {
      $0.suspect = "rejects"
    } _: { study, program, server, outcome in
      #expect(outcome.status == 78, "\(outcome.errors)")
      #expect(outcome.errors.contains("s answered none of its questions"), "\(outcome.errors)")
      #expect(outcome.errors.contains("context length exceeded"))
      #expect(server["style-1"] == 3)
      let assessed = try await program.run("assess", "small.study")
      #expect(assessed.status == 0)
    }
  }

  @Test func aSingleRejectedQuestionIsRecordedAndDoesNotChangeTheStatus() async throws {
    try await askSmallStudy {
      $0.suspect = "rejects-first"
    } _: { study, program, server, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("bad-request: 1, such as: "), "\(outcome.errors)")
      // Asked again it answers, and nothing is left.
      let again = try await program.run("ask", study.file)
      #expect(again.status == 0)
      #expect(server["rejects-first"] == 4)
    }
  }

  @Test func aFailureIsTold() async throws {
    try await askSmallStudy {
      $0.suspect = "no-choices"
    } _: { _, _, _, outcome in
      #expect(outcome.status == 69)
      #expect(outcome.errors.contains("answered without any choice"), "\(outcome.errors)")
    }
  }
}
