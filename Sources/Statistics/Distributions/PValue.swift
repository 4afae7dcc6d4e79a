/// A p-value, which can only be made by counting: (1 + exceeding) / (1 + controls).
///
/// The observed value counts as one of its own controls, so the result is never 0 and is valid for
/// exchangeable values (Phipson & Smyth 2010).
public struct PValue: Equatable, Sendable {
  /// How many controls are at least as extreme as the observed value.
  public let exceeding: Int
  /// How many controls there are.
  public let controls: Int

  /// Requires 0 <= exceeding <= controls.
  public init(exceeding: Int, of controls: Int) {
    precondition(exceeding >= 0 && exceeding <= controls, "0 <= exceeding <= controls")
    self.exceeding = exceeding
    self.controls = controls
  }

  /// The rank of `observed` among controls for which larger is more extreme; a tie counts against.
  /// No value may be NaN.
  public init(observed: Double, among controls: [Double]) {
    precondition(!observed.isNaN && !controls.contains(where: \.isNaN), "a rank needs numbers")
    self.init(exceeding: controls.count { $0 >= observed }, of: controls.count)
  }

  public var value: Double { Double(1 + exceeding) / Double(1 + controls) }

  /// The smallest p that this number of controls can give, whatever is observed.
  public var smallestAttainable: Double { 1 / Double(1 + controls) }
}
