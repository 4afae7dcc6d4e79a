/// Heights for marks that would overlap on one line: each is put as near to the line as it fits.
package struct Swarm {
  /// Distance of each mark from the line, in the order given; positive is down.
  package private(set) var offsets: [Double]
  /// The largest distance.
  var reach: Double { offsets.map(abs).max() ?? 0 }

  /// - Parameters:
  ///   - positions: where the marks stand along the line; earlier ones are placed first.
  ///   - radii: half the width of each mark.
  package init(positions: [Double], radii: [Double]) {
    offsets = []
    for index in positions.indices {
      let near = (0..<index).filter {
        abs(positions[$0] - positions[index]) < radii[$0] + radii[index] + 0.5
      }
      offsets.append(
        Self.candidates(step: radii[index]).first { offset in
          near.allSatisfy { other in
            let dx = positions[other] - positions[index]
            let dy = offsets[other] - offset
            let clear = radii[other] + radii[index] + 0.5
            return dx * dx + dy * dy >= clear * clear
          }
        } ?? 0)
    }
  }

  /// 0, then alternately above and below by half radii.
  private static func candidates(step: Double) -> some Sequence<Double> {
    (0..<400).lazy.map { index in
      let distance = Double((index + 1) / 2) * step / 2
      return index.isMultiple(of: 2) ? distance : -distance
    }
  }
}
