import Foundation
import Probing

/// Agreement on rare errors, from the formulas of its definition.
struct ObviousRareAgreement {
  static let shares = [0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7]

  let errors: ObviousErrors
  let suspect: Int
  let source: Int
  /// Reference families but those of suspect and source.
  private let families: [[Int]]
  private let meanErrorRate: Double

  init(_ errors: ObviousErrors, _ suspect: Int, _ source: Int) {
    self.errors = errors
    self.suspect = suspect
    self.source = source
    let families = errors.families(
      without: Set([suspect, source].map { errors.transcript.subjects[$0].family }))
    self.families = families
    let rates = errors.items.map { Self.errorRate($0, errors, families) }
    meanErrorRate = rates.reduce(0, +) / Double(rates.count)
  }

  func score(_ weights: [Double]) -> Double? {
    let wrong = errors.items.filter {
      let theirs = errors.answer(source, $0)
      return theirs != nil && theirs != $0.right && errors.answer(suspect, $0) != nil
    }
    let total = wrong.reduce(0) { $0 + weights[$1.probe] }
    guard wrong.count >= 5, total > 0 else { return nil }
    let products = Self.shares.map { share in
      wrong.reduce(1.0) { $0 * pow(ratio($1, share), weights[$1.probe]) }
    }
    return log(products.reduce(0, +) / Double(products.count)) / total
  }

  private func ratio(_ item: ObviousErrors.Item, _ share: Double) -> Double {
    let theirs = errors.answer(source, item)!
    guard errors.answer(suspect, item) == theirs else { return 1 - share }
    let p = probability(of: theirs, item)
    return (share + (1 - share) * p) / p
  }

  /// Probability that an unrelated model of the suspect's ability gives a wrong answer.
  func probability(of answer: String, _ item: ObviousErrors.Item) -> Double {
    func odds(_ rate: Double) -> Double { rate / (1 - rate) }
    let rate = Self.errorRate(item, errors, families)
    let moved = odds(rate) * odds(ability) / odds(meanErrorRate)
    return min(0.98, max(0.02, moved / (1 + moved))) * self.rate(of: answer, item)
  }

  /// Mean over families of their share of wrong answers, with half an error and half a success.
  private static func errorRate(
    _ item: ObviousErrors.Item, _ errors: ObviousErrors, _ families: [[Int]]
  ) -> Double {
    let shares: [Double] = families.compactMap { family in
      let given = family.compactMap { errors.answer($0, item) }
      return given.isEmpty ? nil : Double(given.count { $0 != item.right }) / Double(given.count)
    }
    return (0.5 + shares.reduce(0, +)) / (1 + Double(shares.count))
  }

  private var ability: Double {
    let given = errors.items.compactMap { item in
      errors.answer(suspect, item).map { $0 != item.right }
    }
    return (Double(given.count { $0 }) + 0.5) / (Double(given.count) + 1)
  }

  /// Probability of one wrong answer among the wrong ones.
  private func rate(of answer: String, _ item: ObviousErrors.Item) -> Double {
    var supports: [String: Int] = [:]
    for family in families {
      for wrong in Set(family.compactMap { errors.answer($0, item) }) where wrong != item.right {
        supports[wrong, default: 0] += 1
      }
    }
    let n = Double(supports.values.reduce(0, +))
    let c = Double(supports[answer] ?? 0)
    if let options = item.options { return (c + 1 / Double(options - 1)) / (n + 1) }
    let once = Double(supports.values.count { $0 == 1 })
    let twice = Double(supports.values.count { $0 == 2 })
    let unseenMass = (once + 1) / (n + 2)
    let unseen = unseenMass / max(1, once * (once - 1) / (2 * (twice + 1)))
    return c == 0 ? unseen : max(unseen, (1 - unseenMass) * c / n)
  }
}
