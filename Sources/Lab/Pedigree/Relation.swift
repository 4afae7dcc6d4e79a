public import Probing

/// What one model of a pedigree is to another.
public enum Relation: Hashable, Sendable {
  /// It passes the share of prompts on to the other, or the other to it, or both to a third.
  case wrapper(share: Double)
  /// Weights descend from the same model.
  case sameBase
  /// Trained on the other's responses, directly or through others; the fraction is the product along
  /// the way.
  case student(fraction: Double)
  /// The other was trained on this model's responses.
  case teacher(fraction: Double)
  /// Both were trained on responses of a third.
  case sibling
  /// Trained on the same data with another seed.
  case twin
  /// Part of their data was bought from the same vendor, or both were tuned to the same benchmark.
  case sharedVendor
  /// Related through others: by a relative of a teacher, or by its data.
  case remote
  case independent

  /// The label of such a pair in a panel's `pairs.csv`; `nil` where a pair belongs to neither the
  /// derived nor the unrelated class.
  public var label: PairLabel.Relation? {
    switch self {
    case .student: .distilled
    case .sibling: .siblings
    case .sameBase: .sameBase
    case .wrapper: .wrapper
    // Who bought from whom is not known of real models either.
    case .independent, .sharedVendor: .independent
    case .teacher, .twin, .remote: nil
    }
  }
}

extension Relation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .wrapper(let share): "passes on \(Self.percent(share)) of its prompts"
    case .student(let fraction): "student, \(Self.percent(fraction)) of its examples"
    case .teacher(let fraction): "teacher of \(Self.percent(fraction)) of the other's examples"
    case .sibling: "sibling: both learnt from a third model"
    case .sameBase: "same base weights"
    case .twin: "twin: same data, other seed"
    case .sharedVendor: "shared vendor of data"
    case .remote: "related through others"
    case .independent: "independent"
    }
  }

  private static func percent(_ fraction: Double) -> String {
    "\(Int((100 * fraction).rounded())) %"
  }
}
