import Evidence
import Foundation
import Panels
import Probing
import Similarity

/// A calibration made elsewhere, as it is given on the command line.
enum CalibrationReading {
  /// - Throws: when there is none of this format.
  static func file(_ path: String) throws(CommandFailure) -> (file: CalibrationFile, digest: String)
  {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(
        .inputMissing, "no calibration at \(path); 'filiation validate --panel' writes one")
    }
    guard let file = try? JSONDecoder().decode(CalibrationFile.self, from: data),
      file.format == CalibrationFile.currentFormat
    else {
      throw CommandFailure(
        .badData,
        "\(path) is no calibration of format \(CalibrationFile.currentFormat); "
          + "write it anew with 'filiation validate --panel'")
    }
    guard file.isSound else {
      throw CommandFailure(
        .badData,
        "\(path) is no calibration that can be: its line has to rise, its bounds have to hold 0 in "
          + "order, and it has to be resampled; write it anew with 'filiation validate --panel'")
    }
    return (file, Digest256(of: data).description)
  }

  /// For the assessment of answers to probes.
  ///
  /// - Throws: also when it was made on lab models and these are others.
  static func imported(
    _ path: String, for probes: [Probe], temperatures: [Double],
    _ modelClass: ValidityConditions.ModelClass
  ) throws(CommandFailure) -> CalibrationImport {
    let (file, digest) = try file(path)
    guard file.conditions.modelClass == modelClass || modelClass == .lab else {
      throw CommandFailure(
        .badData,
        "\(path) was made on models of the lab, which calibrate no statement about real ones; "
          + "use one made on recorded models")
    }
    return CalibrationImport(
      file: file, digest: digest, questions: QuestionsDigest.of(probes), temperatures: temperatures,
      modelClass: modelClass)
  }
}

extension Panel {
  var modelClass: ValidityConditions.ModelClass {
    let classes = Set(columns.values.map { $0["model_class"] ?? "recorded" })
    return classes == ["lab"] ? .lab : .recorded
  }
}
