import Foundation
import Reporting
import Similarity
import Testing

struct ExportTests {
  @Test(arguments: Fixtures.all.indices)
  func csvAgainstAnObviousReader(index: Int) throws {
    let findings = Fixtures.all[index].findings
    let rows = Self.read(PairsCSV.encode(findings))
    let width = 9 + findings.metrics.count
    #expect(rows.count == findings.pairs.count + 1)
    #expect(rows.allSatisfy { $0.count == width })
    for (row, pair) in zip(rows.dropFirst(), findings.pairs) {
      #expect(row[0] == pair.suspect)
      #expect(row[1] == pair.source)
      #expect(row[2] == pair.label ?? "")
      #expect(Double(row[3]) == pair.excess)
      #expect(Double(row[4]) == pair.ratio?.log10)
      #expect(Double(row[5]) == pair.ratio?.low)
      #expect(Double(row[6]) == pair.ratio?.high)
      #expect(Double(row[7]) == pair.rankP?.value)
      for (metric, field) in zip(findings.metrics, row.dropFirst(9)) {
        let score = pair.metrics.first { $0.metric == metric.descriptor.id }
        #expect(Double(field) == score?.excess)
      }
    }
  }

  @Test func csvHasTheDocumentedColumnsAndReasons() {
    let lines = PairsCSV.encode(Fixtures.panel).components(separatedBy: "\r\n")
    #expect(
      lines[0] == "suspect,source_model,label,excess,log10_lr,log10_lr_low,log10_lr_high,rank_p,"
        + "not_measurable,errors.rare-agreement,lexical.opening4,embedding.residual-cosine")
    #expect(Self.read(PairsCSV.encode(Fixtures.panel))[9][8] == "cohort-too-small")
    #expect(Self.read(PairsCSV.encode(Fixtures.tooFew))[1][8] == "too-few-lineages")
    #expect(Self.read(PairsCSV.encode(Fixtures.supported))[1][8] == "")
  }

  @Test func probesAgainstAnObviousReader() {
    let information = Fixtures.information(controls: 12)
    let rows = Self.read(ProbesCSV.encode(information))
    #expect(
      rows[0] == [
        "probe", "set", "stratum", "probes", "disagreement", "wrong", "same_wrong", "weight",
        "contribution",
      ])
    let written = information.probes + information.strata
    #expect(rows.count == 1 + written.count)
    for (row, value) in zip(rows.dropFirst(), written) {
      #expect(row[0] == value.probe ?? "" && row[1] == value.set && row[2] == value.stratum)
      #expect(Int(row[3]) == value.probes)
      let measures = value.measures
      #expect(
        row[4...].map(Double.init) == [
          measures.disagreement, measures.wrong, measures.sameWrong, measures.weight,
          measures.contribution,
        ])
    }
  }

  @Test(arguments: Fixtures.all.indices)
  func jsonComesBackAsItWas(index: Int) throws {
    let findings = Fixtures.all[index].findings
    let data = try FindingsJSON.encode(findings)
    let back = try FindingsJSON.decode(data)
    #expect(back == findings)
    #expect(try FindingsJSON.encode(back) == data)
  }

  @Test func jsonKeysAreSorted() throws {
    let text = String(decoding: try FindingsJSON.encode(Fixtures.empty), as: UTF8.self)
    let keys = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }.map {
      $0.split(separator: "\"")[1]
    }
    #expect(keys == keys.sorted())
    #expect(text.hasSuffix("}\n"))
  }

  @Test func newerDamagedAndForeignFilesAreToldApart() throws {
    let text = String(decoding: try FindingsJSON.encode(Fixtures.supported), as: UTF8.self)
    let newer = text.replacingOccurrences(
      of: "\"schema_version\" : 1", with: "\"schema_version\" : 99")
    #expect(kind(newer) == .unsupportedSchema)
    #expect(kind(String(text.dropLast(40))) == .malformed)
    #expect(kind("{\"a\": 1}") == .malformed)
    #expect(kind(text.replacingOccurrences(of: "\"seed\"", with: "\"sead\"")) == .malformed)
  }

  @Test func aNumberThatIsNotFiniteIsRefused() {
    var findings = Fixtures.supported
    findings.pairs[0].excess = .nan
    #expect(throws: ReportingError.self) { try FindingsJSON.encode(findings) }
  }

  private func kind(_ text: String) -> ReportingError.Kind? {
    do throws(ReportingError) {
      _ = try FindingsJSON.decode(Data(text.utf8))
      return nil
    } catch {
      #expect(!error.message.isEmpty)
      return error.kind
    }
  }

  /// RFC 4180, one character at a time.
  static func read(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"" where isQuoted && rest.first == "\"":
        field += "\""
        rest.removeFirst()
      case "\"": isQuoted.toggle()
      case ",", "\r":
        if isQuoted {
          field.unicodeScalars.append(scalar)
          continue
        }
        row.append(field)
        field = ""
      case "\n" where !isQuoted:
        rows.append(row)
        row = []
      default: field.unicodeScalars.append(scalar)
      }
    }
    return rows
  }
}
