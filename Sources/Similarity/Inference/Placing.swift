#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where an excess stands on the scale that comparisons are made on: z up to five standard deviations,
/// and beyond them growing with the logarithm of z.
///
/// A change of company stretches an excess as well as it shifts it, the more the larger it is. Among
/// related but different models that is nothing; but a wrapper of the source reaches 200, and a shift of
/// 200 by a tenth would carry every control past every other.
enum Placing {
  private static let bend = 5.0

  static func position(_ excess: Double) -> Double {
    let size = abs(excess)
    guard size > bend else { return excess }
    return copysign(bend * (1 + log(size / bend)), excess)
  }

  private static func excess(at position: Double) -> Double {
    let size = abs(position)
    guard size > bend else { return position }
    return copysign(bend * exp(size / bend - 1), position)
  }

  /// A control's excess beside the tested one, which stands above or below it by as much as on their
  /// common company.
  ///
  /// - Parameters:
  ///   - tested: the tested excess on its own company.
  ///   - control: the control's on the common company.
  ///   - testedThere: the tested one's on the common company.
  static func beside(tested: Double, control: Double, testedThere: Double) -> Double {
    excess(at: position(control) + position(tested) - position(testedThere))
  }
}
