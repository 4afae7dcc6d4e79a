import Evidence
import Foundation
import Probing

/// When a probe set is asked that is not part of what is compared.
package enum BlockMoment: String, Codable, Sendable {
  /// Before all other questions.
  case start
  /// After them.
  case end
}

/// What happens to a study when an endpoint changed while it was asked.
package enum DriftResponse: String, Codable, CaseIterable, Sendable {
  /// It is said in the report.
  case flag
  /// The study ends there: nothing is assessed.
  case stop
}

/// The repeated block: a few free choices, asked of every model at the start and at the end.
package struct IdentityBlock: Hashable, Sendable {
  /// Samples of every probe at either moment; 0 asks nothing.
  package var samples: Int
  package var maxTokens: Int
  package var onDrift: DriftResponse

  package init(samples: Int = 10, maxTokens: Int = 64, onDrift: DriftResponse = .flag) {
    self.samples = samples
    self.maxTokens = maxTokens
    self.onDrift = onDrift
  }

  /// The published set that the block is taken from.
  static let source = "free-choice-v1"
  /// Free choices with one short answer each, on which models spread their answers.
  static let probes = ["fc-001", "fc-007", "fc-018", "fc-029", "fc-041", "fc-057"]
  /// Choices are drawn, not decoded greedily.
  static let temperature = 1.0

  /// The block as asked at one moment.
  func set(at moment: BlockMoment, library: ProbeLibrary?) throws -> PlannedSet {
    guard let library else {
      throw CommandFailure(
        .inputMissing,
        "the built-in probe sets are not beside the program, so endpoints cannot be checked for "
          + "changes; keep the folder probesets with it, or write 'identity: {samples: 0}'")
    }
    let published = try library.read(Self.source).set
    let sampling = Sampling(
      samples: samples, temperature: Self.temperature, maxTokens: maxTokens)
    var header = published.header
    header.sampling = sampling
    let chosen = published.probes.filter { Self.probes.contains($0.id) }
    let bytes = ProbeSet(header: header, probes: chosen).encoded()
    return PlannedSet(
      id: "identity-\(moment.rawValue)", digest: Digest256(of: bytes), probes: chosen,
      sampling: sampling, bytes: bytes, moment: moment)
  }
}
