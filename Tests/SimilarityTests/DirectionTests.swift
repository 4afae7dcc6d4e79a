import Probing
import Similarity
import Statistics
import Testing

@Suite(.serialized) struct DirectionTests {
  init() { BLAS.useOneThread() }

  private func direction(
    derived: Int, asymmetry: Double, suspect: Double, hasOwnTeachers: Bool = true,
    seed: UInt64 = 4
  ) async throws -> Direction {
    var study = RelationStudy(
      controls: [
        .independent: [Double](repeating: 0, count: 20),
        .distilled: [Double](repeating: 0.2, count: derived),
      ], suspect: [0.2])
    (study.asymmetry, study.suspectAsymmetry) = (asymmetry, suspect)
    (study.hasOwnTeachers, study.seed) = (hasOwnTeachers, seed)
    return try #require(await study.findings(replicates: 2).headlines.first?.direction)
  }

  @Test func knownPairsThatAllLeanOneWayTellTheDirection() async throws {
    let forward = try await direction(derived: 24, asymmetry: 0.15, suspect: 0.15)
    #expect(forward.standing == .suspectLearned)
    #expect(forward.reverse == RankP(exceeding: 0, lineages: 24))
    #expect(forward.measured?.wrong == 0 && forward.measured!.right > 20)
    let backward = try await direction(derived: 24, asymmetry: 0.15, suspect: -0.15)
    #expect(backward.standing == .sourceLearned)
    #expect(backward.forward == RankP(exceeding: 0, lineages: 24))
    #expect(backward.asymmetry! < 0 && forward.asymmetry! > 0)
  }

  @Test(arguments: [5, 18])
  func fewerThanNineteenKnownLineagesTellNothing(_ derived: Int) async throws {
    let direction = try await direction(derived: derived, asymmetry: 0.15, suspect: 0.3)
    #expect(direction.standing == .undetermined)
    #expect(direction.measured?.undetermined == derived)
    #expect(direction.measured!.wrongBound > 0.05)
  }

  /// However many students of one teacher lean one way, they are one case of a teacher; and those of the
  /// tested source are none.
  @Test func studentsOfOneTeacherCountOnce() async throws {
    let direction = try await direction(
      derived: 24, asymmetry: 0.15, suspect: 0.15, hasOwnTeachers: false)
    #expect(direction.standing == .undetermined)
    #expect(direction.reverse == nil && direction.measured == nil)
  }

  /// Where known pairs lean neither way, so does the answer, in all but the nominal share of studies.
  @Test func withoutAsymmetryTheDirectionIsUndetermined() async throws {
    var stated = 0
    for seed in 0..<30 {
      let direction = try await direction(
        derived: 24, asymmetry: 0, suspect: 0, seed: UInt64(100 + seed))
      if direction.standing != .undetermined { stated += 1 }
    }
    #expect(BinomialCount(stated, of: 30).upperTail(rate: 0.1) > 0.05, "\(stated)")
  }

  /// However far a suspect leans, nothing is said of it by a rule that states few directions of known
  /// pairs, or wrong ones.
  @Test(arguments: [0, 0.01]) func whatIsSeldomRightIsNotStated(asymmetry: Double) async throws {
    var silent = 0
    for seed in 0..<10 {
      let direction = try await direction(
        derived: 24, asymmetry: asymmetry, suspect: 0.3, seed: UInt64(200 + seed))
      let measured = try #require(direction.measured)
      #expect(direction.reverse == RankP(exceeding: 0, lineages: 24))
      let stated = measured.right + measured.wrong
      let isGood = stated >= 10 && 10 * measured.right >= 9 * stated
      #expect(direction.standing == (isGood ? .suspectLearned : .undetermined), "\(measured)")
      if !isGood { silent += 1 }
    }
    #expect(silent >= 5, "\(silent)")
  }

  @Test func withoutKnownPairsThereIsNoAsymmetryToJudgeBy() async throws {
    let study = RelationStudy(
      controls: [.independent: [Double](repeating: 0, count: 20)], suspect: [0.2])
    let headline = try #require(await study.findings(replicates: 0).headlines.first)
    let direction = try #require(headline.direction)
    #expect(direction.standing == .undetermined && direction.measured == nil)
    #expect(direction.reverse == nil && direction.asymmetry != nil)
    let alternative = headline.alternatives.first { $0.hypothesis == .reverseDirection }
    #expect(alternative?.isTested == false)
  }
}
