import Statistics
import Testing

@Suite struct FittingTests {
  @Test func lineAndMomentsAgainstNumPy() throws {
    let golden = try JSONTree.golden("fitting")
    let (x, y) = try (golden["x"].doubles, golden["y"].doubles)
    let weights = try golden["weights"].doubles
    let line = try LeastSquaresLine(x: x, y: y, weights: weights)
    #expect(try agree(line.slope, golden["slope"].double, 1e-10))
    #expect(try agree(line.intercept, golden["intercept"].double, 1e-10))
    let plain = try LeastSquaresLine(x: x, y: y)
    #expect(try agree(plain.slope, golden["plain_slope"].double, 1e-10))
    #expect(try agree(plain(2), plain.intercept + 2 * golden["plain_slope"].double, 1e-10))
    let moments = try Moments(x, weights: weights)
    #expect(try agree(moments.mean, golden["mean"].double, 1e-12))
    #expect(try agree(moments.variance, golden["variance"].double, 1e-12))
    #expect(try agree(Moments(x).variance, golden["plain_variance"].double, 1e-12))
    #expect(
      try agree(Moments(x).sampleVariance, golden["plain_sample_variance"].double, 1e-12))
    #expect(
      try agree(Standardisation(fitting: x)(x), golden["standardised"].doubles, 1e-12))
  }

  @Test func quantilesAgainstNumPy() throws {
    let golden = try JSONTree.golden("fitting")
    let quantiles = try SampleQuantiles(golden["x"].doubles)
    let shares = try golden["shares"].doubles
    #expect(try agree(shares.map(quantiles.quantile), golden["quantiles"].doubles, 1e-12))
    let interval = quantiles.interval(confidence: 0.9)
    #expect(
      try agree(
        [interval.lowerBound, interval.upperBound], golden["interval_90"].doubles, 1e-12))
  }

  @Test func quantilesOfInfiniteReplicates() throws {
    let quantiles = try SampleQuantiles([-.infinity, -.infinity, 0, 1, .infinity])
    #expect(quantiles.quantile(0.1) == -.infinity)
    #expect(quantiles.quantile(0.3) == -.infinity)
    #expect(quantiles.quantile(0.5) == 0)
    #expect(quantiles.quantile(0.9) == .infinity)
    #expect(quantiles.interval() == -.infinity ... .infinity)
    #expect(try SampleQuantiles([3]).interval() == 3...3)
  }

  @Test func bootstrapIntervalCoversTheMean() throws {
    let stream = RandomStream(seed: 30)
    var covered = 0
    for trial in 0..<300 {
      var draws = stream.substream("sample", trial)
      let values = (0..<40).map { _ in draws.normal() }
      let replicates = try (0..<400).map { replicate in
        var resample = stream.substream("bootstrap", trial).substream("replicate", replicate)
        let times = resample.multiplicities(of: 40).map(Double.init)
        return try Moments(values, weights: times).mean
      }
      if try SampleQuantiles(replicates).interval().contains(0) { covered += 1 }
    }
    #expect(BinomialCount(covered, of: 300).interval(confidence: 0.999).contains(0.94))
  }

  @Test func valuesThatDoNotVaryAreAnError() {
    let constant = [0.1, 0.1, 0.1]
    #expect { try LeastSquaresLine(x: constant, y: [1, 2, 3]) } throws: {
      ($0 as? StatisticsError)?.kind == .degenerate
    }
    #expect { try Standardisation(fitting: constant) } throws: {
      ($0 as? StatisticsError)?.kind == .degenerate
    }
    // two points, of which one has no weight
    #expect { try LeastSquaresLine(x: [1, 2], y: [1, 2], weights: [1, 0]) } throws: {
      ($0 as? StatisticsError)?.kind == .degenerate
    }
  }

  @Test func emptyAndInfiniteSamplesAreErrors() {
    #expect { try Moments([]) } throws: { ($0 as? StatisticsError)?.kind == .empty }
    #expect { try Moments([1], weights: [0]) } throws: {
      ($0 as? StatisticsError)?.kind == .empty
    }
    #expect { try Moments([1, .infinity]) } throws: {
      ($0 as? StatisticsError)?.kind == .notFinite
    }
    #expect { try SampleQuantiles([]) } throws: { ($0 as? StatisticsError)?.kind == .empty }
  }

  @Test func aValueOfWeightZeroDoesNotCount() throws {
    #expect(try Moments([1, .infinity, 3], weights: [1, 0, 1]).mean == 2)
    #expect(try Moments([1, .infinity, 3], weights: [1, 0, 1]).variance == 1)
  }
}
