import Encoder
import Endpoints
import Evidence
import Lab
import Panels
import Probing
import Reporting

/// How the program ends; the numbers follow sysexits(3) and are documented for scripts.
package enum ExitStatus: Int32, Sendable {
  case success = 0
  /// A gate failed: of 'check' only.
  case gateFailed = 1
  /// The command line is wrong.
  case usage = 2
  /// The data cannot decide a gate: of 'check' only.
  case inconclusive = 3
  /// Recorded data or a digest is not what it should be.
  case badData = 65
  /// A file that is needed is not there.
  case inputMissing = 66
  /// The provider cannot be reached or fails.
  case providerDown = 69
  /// A mistake in this program.
  case internalError = 70
  /// A file may not be made: read-only, or already there.
  case cannotCreate = 73
  /// The disk is full, or writing fails otherwise.
  case cannotWrite = 74
  /// Rate limit after retries, budget reached with work left, or in use by another process.
  case tryAgain = 75
  /// The provider refuses the key.
  case notAuthorised = 77
  /// The study file, or a model it names, is wrong.
  case configuration = 78
  /// Stopped by a signal; what was recorded is kept.
  case interrupted = 130
}

/// A failure that a command reports itself.
package struct CommandFailure: Error, Sendable, CustomStringConvertible {
  package var status: ExitStatus
  package var description: String

  package init(_ status: ExitStatus, _ description: String) {
    self.status = status
    self.description = description
  }
}

extension ExitStatus {
  /// The status that an error of any target ends the program with.
  init(of error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure.status
    case is StudyFileError: self = .configuration
    case is MissingExchanges: self = .inputMissing
    case let ending as CheckEnding: self = ending.status
    case let error as EndpointError: self.init(of: error.kind)
    case let error as EvidenceError: self.init(of: error.kind)
    case let error as EncoderError: self.init(of: error.kind)
    case let error as PanelError: self.init(of: error.kind)
    case let error as ProbeSetError: self = error.kind == .missing ? .inputMissing : .badData
    case let error as ReportingError: self.init(of: error.kind)
    case let error as LabError: self.init(of: error.kind)
    case is CancellationError: self = .interrupted
    default: self = .internalError
    }
  }

  init(of kind: EndpointError.Kind) {
    switch kind {
    case .authentication: self = .notAuthorised
    case .unknownModel, .configuration, .badRequest: self = .configuration
    case .rateLimited: self = .tryAgain
    case .provider, .connection, .deadline, .tooLarge, .malformed, .commandFailed:
      self = .providerDown
    case .notRecorded, .missingFile: self = .inputMissing
    case .unusableFile: self = .badData
    case .interrupted: self = .interrupted
    }
  }

  private init(of kind: EvidenceError.Kind) {
    switch kind {
    case .corrupt, .unusable: self = .badData
    case .exists: self = .cannotCreate
    case .missing: self = .inputMissing
    case .inUse: self = .tryAgain
    case .readOnly: self = .cannotCreate
    case .diskFull, .inputOutput: self = .cannotWrite
    }
  }

  private init(of kind: PanelError.Kind) {
    switch kind {
    case .missing: self = .inputMissing
    case .malformed, .contradictory: self = .badData
    case .unwritable: self = .cannotCreate
    case .writingFailed: self = .cannotWrite
    }
  }

  private init(of kind: EncoderError.Kind) {
    switch kind {
    case .missing: self = .inputMissing
    case .damaged: self = .badData
    case .unsupported: self = .configuration
    }
  }

  private init(of kind: LabError.Kind) {
    switch kind {
    case .serverUnavailable: self = .providerDown
    case .malformed: self = .badData
    case .missing: self = .inputMissing
    }
  }

  private init(of kind: ReportingError.Kind) {
    switch kind {
    case .malformed, .unsupportedSchema, .incomplete: self = .badData
    case .notEncodable: self = .internalError
    }
  }
}
