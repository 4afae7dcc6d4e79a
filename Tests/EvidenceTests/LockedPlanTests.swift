import Evidence
import Foundation
import Testing

@Suite struct LockedPlanTests {
  @Test func aPlanIsLockedOnce() throws {
    let study = try TestStudy()
    let plan = try LockedPlan.read(in: study.folder)
    #expect(plan.bytes == TestStudy.planBytes)
    #expect(plan.digest == Digest256(of: TestStudy.planBytes))
    #expect(try LockedPlan.lock(TestStudy.planBytes, in: study.folder) == plan)
    let error = failure { _ = try LockedPlan.lock(Data("{}".utf8), in: study.folder) }
    #expect(error?.kind == .corrupt(.wrongPlan))
    #expect(try LockedPlan.read(in: study.folder) == plan)
  }

  @Test func aStudyWithoutAPlanIsSaid() throws {
    let folder = StudyFolder(URL(fileURLWithPath: "/no/such/study"))
    #expect(failure { _ = try LockedPlan.read(in: folder) }?.kind == .missing)
    #expect(failure { _ = try LogVerification.verify(folder) }?.kind == .missing)
  }

  #if os(Linux)
    @Test func aPlanWrittenToAFullDiskIsNotHalfLocked() throws {
      let study = try TestStudy()
      try FileManager.default.removeItem(at: study.folder.plan)
      try FileManager.default.createSymbolicLink(
        atPath: study.folder.plan.path + ".new", withDestinationPath: "/dev/full")
      let error = failure { _ = try LockedPlan.lock(Data("{}".utf8), in: study.folder) }
      #expect(error?.kind == .diskFull)
      #expect(!FileManager.default.fileExists(atPath: study.folder.plan.path))
    }
  #endif
}
