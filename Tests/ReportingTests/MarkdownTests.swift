import Foundation
import Reporting
import Similarity
import Testing

struct MarkdownTests {
  @Test(arguments: Fixtures.all.indices)
  func everyRowOfATableHasTheSameCells(index: Int) {
    var width: Int?
    for line in outsideFences(Report.markdown(Fixtures.all[index].findings)) {
      guard line.hasPrefix("|") else {
        width = nil
        continue
      }
      let cells = line.replacingOccurrences(of: "\\\\", with: "")
        .replacingOccurrences(of: "\\|", with: "").filter { $0 == "|" }.count
      #expect(cells == width ?? cells, "\(line)")
      width = cells
    }
  }

  @Test func recordedTextCannotLeaveItsFenceOrBecomeMarkup() {
    let text = Report.markdown(Fixtures.hostile)
    #expect(text.contains("````text\n```\n]]> <b>proves</b>"))
    let lines = outsideFences(text)
    #expect(lines.allSatisfy { !$0.contains("<script>") && !$0.contains("<b>") })
    #expect(lines.contains { $0.contains("\\<script\\>alert('x')\\</script\\> \\& ") })
  }

  @Test func theAnswerComesBeforeEverythingElse() throws {
    let text = Report.markdown(Fixtures.supported)
    let answer = try #require(text.range(of: "Moderate support for relatedness"))
    let materials = try #require(text.range(of: "Materials"))
    #expect(answer.lowerBound < materials.lowerBound)
  }

  @Test func groupsOfProbesAreToldWhereTheyWereResampled() {
    var findings = Fixtures.supported
    #expect(!Report.markdown(findings).contains("Groups of probes"))
    findings.probeGroups = 134
    #expect(Report.markdown(findings).contains("resampled in 134 random groups of like size"))
  }

  private func outsideFences(_ text: String) -> [String] {
    var fence: Substring?
    return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      let ticks = line.prefix { $0 == "`" }
      if let open = fence {
        if line == open { fence = nil }
        return false
      }
      if ticks.count >= 3 {
        fence = ticks
        return false
      }
      return true
    }.map(String.init)
  }
}
