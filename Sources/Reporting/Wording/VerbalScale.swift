import Foundation
package import Similarity

/// The words that go with a likelihood ratio, after ENFSI (2015); no word beyond `strong`.
package enum Support: Int, CaseIterable, Sendable {
  case none, weak, moderate, moderatelyStrong, strong

  /// The least value above which the word applies; a value on the border takes the weaker word.
  var above: Double {
    switch self {
    case .none: 1
    case .weak: 2
    case .moderate: 10
    case .moderatelyStrong: 100
    case .strong: 1000
    }
  }

  package var word: String {
    switch self {
    case .none: "no"
    case .weak: "weak"
    case .moderate: "moderate"
    case .moderatelyStrong: "moderately strong"
    case .strong: "strong"
    }
  }
}

/// What a calibrated ratio supports, taken from the end of its interval nearer to 1.
package struct VerbalLabel: Equatable, Sendable {
  package enum Direction: Sendable { case related, unrelated, neither }

  package var support: Support
  package var direction: Direction
  /// log10 of the value the word was taken from.
  package var basis: Double

  package init(_ ratio: LikelihoodRatio) {
    let low = min(max(min(ratio.low, ratio.log10), ratio.capLow), ratio.capHigh)
    let high = min(max(max(ratio.high, ratio.log10), ratio.capLow), ratio.capHigh)
    basis = low > 0 ? low : high < 0 ? high : 0
    let times = pow(10, abs(basis))
    support = Support.allCases.last { times > $0.above } ?? .none
    direction = support == .none ? .neither : basis > 0 ? .related : .unrelated
  }
}
