import Evidence
import Foundation
import Reporting
import Similarity

/// Whether the analysis in a bag is of the record in it.
enum SealedAnalysis {
  /// In words; nothing where the bag holds no findings, and nothing where it is damaged anyway.
  static func problems(in found: BagVerification) -> [String] {
    let file = found.bag.file("data/analysis/findings.json")
    guard found.problemCount == 0, let bytes = FileManager.default.contents(atPath: file.path)
    else {
      return []
    }
    do {
      let study = try FindingsJSON.decode(bytes).study
      let end = try String(contentsOf: found.bag.file(BagLayout.head), encoding: .utf8)
      let isOfLog = study.logDigest.map { end.hasSuffix(" \($0)\n") } ?? false
      return isOfLog ? [] : ["\(file.path) was not made from the log in this bag"]
    } catch {
      return ["\(file.path) cannot be read: \(error)"]
    }
  }
}
