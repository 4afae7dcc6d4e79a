import Foundation
import Reporting
import Similarity
import Testing

/// The validity report, rendered from trials whose outcomes are given.
struct ValidityReportTests {
  static let full = ValidationFixture.validation(
    ValidationFixture.trials(), pairs: ValidationFixture.pairs)
  /// With one population there is no other to calibrate on, and of most kinds there is no pair.
  static let scant = ValidationFixture.validation(
    Array(ValidationFixture.trials(populations: 1).prefix(12)))
  static let all = [full, scant, ValidationFixture.validation([])]

  private func json(_ validation: Validation) throws -> Any {
    try JSONSerialization.jsonObject(with: JSONEncoder().encode(validation))
  }

  @Test(arguments: all.indices) func isWellFormedAgainstXMLParser(index: Int) {
    let reader = MarkupReader(ValidationReport.html(Self.all[index]))
    #expect(reader.problem == nil)
    #expect(reader.text.contains("Validity of the instrument"))
  }

  @Test(arguments: all.indices) func everyNumberStandsInTheValidationAtItsPointer(index: Int) throws
  {
    let json = try json(Self.all[index])
    for (pointer, text) in MarkupReader(ValidationReport.html(Self.all[index])).numbers {
      let value = try #require(resolve(pointer, in: json), "\(pointer) of \(text)")
      // An error rate stands as its count; what is printed of it is the quotient.
      if let rate = value as? [String: Any] {
        #expect(rate["flagged"] != nil && rate["trials"] != nil, "\(pointer)")
      } else {
        #expect(isRounding(text, of: value), "\(pointer): \(text) of \(value)")
      }
    }
  }

  @Test func whatIsNotMetIsSaidFirstAndInTheMatrix() throws {
    let missed = Self.full.matrix.filter { !$0.passed }
    #expect(missed.count >= 3 && missed.count < Self.full.matrix.count)
    let markdown = ValidationReport.markdown(Self.full).replacing("\\", with: "")
    let first = try #require(markdown.range(of: "## 2"))
    for row in missed {
      #expect(markdown[..<first.lowerBound].contains(row.metric), "\(row.metric)")
    }
    let verdicts = markdown.split(separator: "\n").filter {
      $0.hasSuffix("| yes |") || $0.hasSuffix("| **no** |")
    }
    #expect(verdicts.count >= Self.full.matrix.count)
  }

  @Test(arguments: all.indices) func noCriterionIsMetWithoutAFigure(index: Int) {
    let matrix = Self.all[index].matrix
    #expect(!matrix.isEmpty)
    #expect(matrix.allSatisfy { !$0.passed || $0.value != nil })
    let open = matrix.count { $0.value == nil }
    #expect(open > 0)
    let reader = MarkupReader(ValidationReport.html(Self.all[index]))
    #expect(reader.text.contains("\(open) not measurable here"))
  }

  @Test func everyWayOfCalibratingIsShown() {
    let text = ValidationReport.markdown(Self.full)
    for title in [
      "stated ratios", "calibration of other populations, as imported",
      "isotonic map of other populations",
    ] {
      #expect(text.contains("| \(title) |"), "\(title)")
    }
    let scant = ValidationReport.markdown(Self.scant)
    #expect(!scant.contains("of other populations, as imported |"))
  }

  @Test func directionsStandByShareWithTheirIntervals() throws {
    #expect(
      Self.full.direction == DirectionCount(right: 18, wrong: 2, undetermined: 0))
    let text = ValidationReport.markdown(Self.full)
    #expect(text.contains("| a teacher for each known student, as stated | all | 18 | 2 | 0 |"))
    #expect(
      text.contains("| a teacher for each known student, by the ranks alone | 0.25 | 9 | 1 | 0 |"))
  }
}
