import Foundation
import Probing
import Testing

/// Every set in `probesets`, whether computed or written by hand.
struct ShippedSetTests {
  static let files =
    (try? FileManager.default.contentsOfDirectory(
      atPath: GeneratedSetTests.folder.path))?.filter { $0.hasSuffix(".jsonl") }.sorted() ?? []

  private func read(_ file: String) throws -> (set: ProbeSet, bytes: Data) {
    try ProbeSet.read(GeneratedSetTests.folder.appendingPathComponent(file).path)
  }

  @Test func setsAreThere() { #expect(Self.files.count >= 4) }

  @Test(arguments: files)
  func isSoundCanonicalAndNamedByItsHeader(file: String) throws {
    let (set, bytes) = try read(file)
    #expect(set.encoded() == bytes)
    #expect("\(set.header.name).jsonl" == file)
    #expect(!set.header.licence.isEmpty && !set.header.summary.isEmpty)
    for stratum in ProbeSetCheck([set]).strata { #expect(stratum.probes >= 5, "\(stratum)") }
  }

  @Test(arguments: files)
  func correctOptionsAreBalanced(file: String) throws {
    for balance in ProbeSetCheck([try read(file).set]).balance {
      let mean = Double(balance.counts.reduce(0, +)) / Double(balance.options)
      #expect(balance.counts.allSatisfy { abs(Double($0) - mean) <= 0.25 * mean + 1 })
    }
  }

  @Test func nearDuplicatesAreRareWithinAndAcrossSets() throws {
    let check = ProbeSetCheck(try Self.files.map { try read($0).set })
    #expect(check.duplicateShare < 0.01)
  }
}
