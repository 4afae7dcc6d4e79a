import Foundation
import Reporting
import Similarity
import Testing

struct HTMLTests {
  @Test(arguments: Fixtures.all.indices)
  func everyReportIsWellFormedAgainstXMLParser(index: Int) {
    let reader = MarkupReader(Report.html(Fixtures.all[index].findings))
    #expect(reader.problem == nil, "\(Fixtures.all[index].name)")
    #expect(reader.elements.count > 50)
  }

  @Test(arguments: Fixtures.all.indices)
  func nothingIsFetchedOrRun(index: Int) {
    let reader = MarkupReader(Report.html(Fixtures.all[index].findings))
    let active: Set = ["script", "link", "img", "iframe", "object", "embed", "image", "use"]
    for element in reader.elements {
      #expect(!active.contains(element.name))
      #expect(element.attributes["src"] == nil)
      #expect(element.attributes.keys.allSatisfy { !$0.hasPrefix("on") })
      if let target = element.attributes["href"] { #expect(target.hasPrefix("#")) }
    }
    let style = Report.html(Fixtures.all[index].findings).prefix { $0 != "§" }
    #expect(!style.contains("url("))
    #expect(!style.contains("@import"))
  }

  @Test(arguments: Fixtures.all.indices)
  func everyNumberStandsInTheFindingsAtItsPointer(index: Int) throws {
    let findings = Fixtures.all[index].findings
    let json = try JSONSerialization.jsonObject(with: FindingsJSON.encode(findings))
    let reader = MarkupReader(Report.html(findings))
    #expect(reader.numbers.count >= 5)
    for (pointer, text) in reader.numbers {
      let value = try #require(resolve(pointer, in: json), "\(pointer) of \(text)")
      #expect(isRounding(text, of: value), "\(pointer): \(text) of \(value)")
    }
    let marks = reader.elements.compactMap { $0.attributes["data-finding"] }
    #expect(marks.allSatisfy { resolve($0, in: json) != nil })
  }

  @Test func identifiersAreUsedOnceAndLinksLeadSomewhere() {
    for (name, findings) in Fixtures.all {
      let elements = MarkupReader(Report.html(findings)).elements
      let ids = elements.compactMap { $0.attributes["id"] }
      #expect(ids.count == Set(ids).count, "\(name)")
      let targets = elements.compactMap { $0.attributes["href"]?.dropFirst() }.map(String.init)
      #expect(Set(targets).isSubset(of: Set(ids)), "\(name)")
      let labels = elements.compactMap { $0.attributes["aria-labelledby"] }
      let named = labels.flatMap { $0.split(separator: " ").map(String.init) }
      #expect(Set(named).isSubset(of: Set(ids)), "\(name)")
    }
  }

  @Test func noLevelOfHeadingIsSkipped() {
    for (name, findings) in Fixtures.all {
      let levels = MarkupReader(Report.html(findings)).elements.compactMap { element in
        element.name.count == 2 && element.name.hasPrefix("h") ? Int(element.name.dropFirst()) : nil
      }
      #expect(levels.first == 1)
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(name)")
    }
  }

  @Test func recordedTextIsShownAsItIs() {
    let reader = MarkupReader(Report.html(Fixtures.hostile))
    let shown = Fixtures.hostileName.replacingOccurrences(of: "\u{202E}", with: "\u{FFFD}")
    #expect(reader.text.contains(shown))
    #expect(reader.text.contains("```\n]]> <b>proves</b> & identical␀ ␛[0m"))
    #expect(reader.elements.allSatisfy { $0.name != "script" })
  }

  @Test func everyTableHasACaptionAndScopedHeadings() {
    for (_, findings) in Fixtures.all {
      let elements = MarkupReader(Report.html(findings)).elements
      let tables = elements.filter { $0.name == "table" }.count
      #expect(elements.filter { $0.name == "caption" }.count == tables)
      #expect(elements.filter { $0.name == "th" }.allSatisfy { $0.attributes["scope"] != nil })
      let drawings = elements.filter { $0.name == "svg" }
      #expect(drawings.allSatisfy { $0.attributes["role"] == "img" })
    }
  }

  /// Writes every fixture as a page to look at, into the folder of FILIATION_PAGES.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["FILIATION_PAGES"] != nil))
  func pagesToLookAt() throws {
    let folder = URL(filePath: ProcessInfo.processInfo.environment["FILIATION_PAGES"]!)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, findings) in Fixtures.all {
      try Data(Report.html(findings).utf8).write(to: folder.appending(path: "\(name).html"))
    }
  }
}
