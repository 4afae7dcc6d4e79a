import Foundation
import Testing

/// The same records give the same findings: to the last byte on one machine, to rounding on other
/// kinds of processor.
@Suite struct RepeatabilityTests {
  /// Relative difference of numbers between kinds of processor, as documented.
  private static let tolerance = 1e-4

  private func asked(
    _ body: (SmallStudy, (String, [String: String]) async throws -> Data) async throws -> Void
  )
    async throws
  {
    try await withFolder { folder in
      try await withModels { server in
        var study = SmallStudy(folder: folder, base: server.base)
        study.isFreeText = true
        study.questions = 24
        try study.write()
        let asked = try await Program(folder: folder).run("ask", study.file)
        #expect(asked.status == 0, "\(asked.errors)")
        try await body(study) { name, environment in
          let program = Program(folder: folder, environment: environment)
          let assessed = try await program.run("assess", "small.study", "--out", name)
          #expect(assessed.status == 0, "\(assessed.errors)")
          return try Data(contentsOf: folder.appendingPathComponent("\(name)/findings.json"))
        }
      }
    }
  }

  @Test func theSameRecordsGiveTheSameBytes() async throws {
    try await asked { _, findings in
      let first = try await findings("first", [:])
      let again = try await findings("again", [:])
      #expect(first == again)
      let oneThread = try await findings(
        "one", ["LIBDISPATCH_COOPERATIVE_POOL_STRICT": "1", "OPENBLAS_NUM_THREADS": "1"])
      #expect(first == oneThread)
      let manyThreads = try await findings("many", ["OPENBLAS_NUM_THREADS": "8"])
      #expect(first == manyThreads)
    }
  }

  #if arch(x86_64)
    @Test func otherKindsOfProcessorGiveTheSameNumbers() async throws {
      try await asked { _, findings in
        let results = try await [
          findings("haswell", ["OPENBLAS_CORETYPE": "Haswell"]),
          findings("nehalem", ["OPENBLAS_CORETYPE": "Nehalem"]),
        ]
        let cores = try results.map { try core($0) }
        #expect(cores[0] != cores[1], "the environment chose no kernel: \(cores)")
        let values = try results.map { try numbers(in: JSONSerialization.jsonObject(with: $0)) }
        #expect(values[0].map(\.path) == values[1].map(\.path))
        #expect(values[0].count > 500)
        for (a, b) in zip(values[0], values[1]) {
          let scale = max(1, abs(a.value), abs(b.value))
          // Replicates are kept in whole thousandths, and the last of them may be rounded otherwise.
          let unit = a.path.contains("excess_replicates") ? 0.0011 : 0
          #expect(abs(a.value - b.value) <= Self.tolerance * scale + unit, "\(a.path)")
        }
      }
    }
  #endif

  private func core(_ findings: Data) throws -> String? {
    let object = try JSONSerialization.jsonObject(with: findings) as? [String: Any]
    return (object?["tool"] as? [String: Any])?["blas"] as? String
  }

  private func numbers(in value: Any, at path: String = "") -> [(path: String, value: Double)] {
    switch value {
    case let object as [String: Any]:
      object.keys.sorted().flatMap { numbers(in: object[$0]!, at: "\(path)/\($0)") }
    case let list as [Any]:
      list.enumerated().flatMap { numbers(in: $1, at: "\(path)/\($0)") }
    case let number as NSNumber: [(path: path, value: number.doubleValue)]
    case let text as String where path.hasSuffix("excess_replicates"):
      text.split(separator: " ").enumerated().compactMap { index, word in
        Double(word).map { (path: "\(path)/\(index)", value: $0 / 1000) }
      }
    default: []
    }
  }
}
