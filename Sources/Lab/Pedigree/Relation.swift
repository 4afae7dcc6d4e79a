public import Probing

/// What one model of a pedigree is to another.
public enum Relation: Hashable, Sendable {
  /// Trained on the other's responses, directly or through others; the fraction is the product along
  /// the way.
  case student(fraction: Double)
  /// The other was trained on this model's responses.
  case teacher(fraction: Double)
  /// Both were trained on responses of a third.
  case sibling
  /// Weights descend from the same model.
  case sameBase
  /// Trained on the same data with another seed.
  case twin
  case independent

  /// The label of such a pair in a panel's `pairs.csv`; `nil` where a pair belongs to neither the
  /// derived nor the unrelated class.
  public var label: PairLabel.Relation? {
    switch self {
    case .student: .distilled
    case .sibling: .siblings
    case .sameBase: .sameBase
    case .independent: .independent
    case .teacher, .twin: nil
    }
  }
}
