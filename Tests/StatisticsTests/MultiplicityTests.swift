import Statistics
import Testing

@Suite struct MultiplicityTests {
  @Test func adjustmentsAgainstStatsmodels() throws {
    let golden = try JSONTree.golden("multiplicity")
    let families = try golden["families"].rows
    let holm = try golden["holm"].rows
    let benjaminiHochberg = try golden["benjamini_hochberg"].rows
    #expect(families.count == 8)
    for (index, family) in families.enumerated() {
      #expect(agree(StepwiseAdjustment.holm(family), holm[index], 1e-13))
      #expect(
        agree(
          StepwiseAdjustment.benjaminiHochberg(family), benjaminiHochberg[index], 1e-13))
    }
  }

  /// Holm's procedure as Holm states it: test the smallest p at level / m, the next at
  /// level / (m - 1), and stop at the first that fails.
  @Test func holmAgainstObviousLoop() {
    var stream = RandomStream(seed: 31)
    for _ in 0..<50 {
      let tests = (0..<6).map { _ in PValue(exceeding: stream.index(below: 30), of: 199) }
      let order = tests.indices.sorted { tests[$0].value < tests[$1].value }
      var rejected: Set<Int> = []
      for (rank, index) in order.enumerated() {
        guard tests[index].value <= 0.05 / Double(6 - rank) + 1e-12 else { break }
        rejected.insert(index)
      }
      let adjusted = tests.holmAdjusted
      for index in tests.indices {
        #expect((adjusted[index].value <= 0.05 + 1e-9) == rejected.contains(index))
        #expect(adjusted[index].value >= tests[index].value && adjusted[index].value <= 1)
        #expect(adjusted[index].raw == tests[index] && adjusted[index].familySize == 6)
      }
    }
  }

  @Test func oneTestIsNotAdjusted() {
    let test = PValue(exceeding: 2, of: 40)
    #expect([test].holmAdjusted[0].value == test.value)
    #expect([test].benjaminiHochbergAdjusted[0].value == test.value)
    #expect([PValue]().holmAdjusted.isEmpty)
  }
}
