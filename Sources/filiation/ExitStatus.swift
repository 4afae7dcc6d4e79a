import ArgumentParser

/// How the program ends; the numbers follow sysexits(3) and are documented for scripts.
package enum ExitStatus: Int32, Sendable {
  case success = 0
  /// The command line is wrong.
  case usage = 2
  /// Recorded data or a digest is not what it should be.
  case badData = 65
  /// A file that is needed is not there.
  case inputMissing = 66
  /// The provider cannot be reached or fails.
  case providerDown = 69
  /// A mistake in this program.
  case internalError = 70
  case cannotCreate = 73
  /// The disk is full, or writing fails otherwise.
  case cannotWrite = 74
  /// Rate limit after retries, or the budget is reached with work left: try again later.
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
    default: self = .internalError
    }
  }
}
