import Probing
import Similarity
import Statistics

/// Agreement of all pairs of 30 subjects on 12,032 choice items of ten options.
enum AgreementRows {
  static func prepare(
    _ metric: String, _ folder: InputFolder
  ) async throws -> () async throws -> [Double] {
    let keys = try folder.array("keys.u8", of: UInt8.self)
    let codes = try folder.array("codes.u8", of: UInt8.self)
    let table = AnswerTable(transcript(codes, keys))
    return {
      let evidence = try await BuiltInMetrics.named(metric)!.evidence(from: table)
      return evidence.similarities(probes: keys.count).lowerTriangle
    }
  }

  /// Random answers, half of them right.
  static func synthetic(subjects: Int, items: Int) -> Transcript {
    var stream = RandomStream(seed: 1)
    let keys = (0..<items).map { _ in UInt8(stream.index(below: 10)) }
    let codes = (0..<subjects).flatMap { _ in
      keys.map { stream.uniform() < 0.5 ? $0 : UInt8(stream.index(below: 10)) }
    }
    return transcript(codes, keys)
  }

  /// - Parameter codes: subjects x items, the letters of the answers.
  private static func transcript(_ codes: [UInt8], _ keys: [UInt8]) -> Transcript {
    let letters = (0..<10).map { String(UnicodeScalar(UInt8(65 + $0))) }
    let probes = keys.enumerated().map { item, key in
      Probe(
        id: "p\(item)", kind: .choice, prompt: [Message(role: .user, content: "?")],
        choices: letters, key: letters[Int(key)])
    }
    let subjects = (0..<codes.count / keys.count).map {
      Subject(
        id: "s\($0)", maker: "m\($0 % 10)", family: "m\($0 % 10)", lineage: "l\($0)", inCohort: true
      )
    }
    let responses = subjects.indices.map { subject in
      keys.indices.map { item in
        let letter = letters[Int(codes[subject * keys.count + item])]
        return [Response(text: letter, answer: .given(letter))]
      }
    }
    return Transcript(subjects: subjects, probes: probes, responses: responses)
  }
}
