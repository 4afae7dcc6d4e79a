import Reporting
import Testing

struct PlotTests {
  @Test func marksOfASwarmDoNotOverlapAgainstEveryPair() {
    var noise = Fixtures.Noise(seed: 5)
    let positions = (0..<250).map { _ in 360 + 90 * noise.normal() }
    let radii = positions.indices.map { $0 == 0 ? 8.0 : 3.0 }
    let swarm = Swarm(positions: positions, radii: radii)
    #expect(swarm.offsets[0] == 0)
    for i in positions.indices {
      for j in 0..<i {
        let (dx, dy) = (positions[i] - positions[j], swarm.offsets[i] - swarm.offsets[j])
        #expect((dx * dx + dy * dy).squareRoot() >= radii[i] + radii[j])
      }
    }
  }

  @Test func ticksAreRoundAndWithinTheDomain() {
    for domain in [-3.3...7.9, 0...0.07, -0.2...0.25, -1000...12000] as [ClosedRange<Double>] {
      let scale = Scale(domain: domain, range: 0...700)
      let ticks = scale.ticks()
      #expect((4...11).contains(ticks.count))
      #expect(ticks.allSatisfy { domain.contains($0) })
      let labels = scale.labelledTicks().map(\.text)
      #expect(labels.count == Set(labels).count)
    }
  }

  @Test func aScaleMapsItsEndsAndFitsItsValues() {
    let scale = Scale.fitting([2, 5, -1], including: 0, range: 16...704)
    #expect(scale(scale.domain.lowerBound) == 16)
    #expect(scale(scale.domain.upperBound) == 704)
    #expect(scale.domain.contains(-1) && scale.domain.contains(5))
    #expect(Scale.fitting([], including: 0, range: 0...1).domain.contains(0))
  }
}
