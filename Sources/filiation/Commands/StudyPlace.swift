import ArgumentParser
import Evidence
import Foundation

/// A study folder, given as such or by the study file that names it.
struct StudyPlace: ExpressibleByArgument {
  let path: String

  init?(argument: String) { path = argument }

  /// The study file as it is now; `nil` when the folder was given.
  func study() throws -> Study? {
    let isFile = path.hasSuffix(".yml") || path.hasSuffix(".yaml")
    return isFile ? try StudyLoading.study(at: path) : nil
  }

  func folder() throws -> StudyFolder {
    if let study = try study() { return StudyFolder(study.out) }
    let folder = StudyFolder(URL(fileURLWithPath: path))
    guard FileManager.default.fileExists(atPath: folder.plan.path) else {
      throw CommandFailure(
        .inputMissing,
        "\(path) is not a study folder: it has no plan.json; "
          + "'filiation ask STUDY.yml' makes one")
    }
    return folder
  }
}
