public import Probing

/// The aligned input of every metric: subjects x probes x samples, with answers coded as integers.
public struct AnswerTable: Sendable {
  public let transcript: Transcript
  /// Subjects on which whatever a metric fits (document frequencies, bases, answer rates) is
  /// fitted; never the suspect of a study.
  public let isReference: [Bool]
  /// The reference subjects without a known teacher, from which the rates of wrong answers come.
  public let isUnrelated: [Bool]
  /// The subjects that others are compared with; where answers agree in one direction only, what is
  /// measured against the rest is left out.
  public let isSource: [Bool]
  /// The families of subjects, in order of first appearance; `family[s]` indexes into it.
  public let families: [String]
  public let family: [Int]
  /// Lineages likewise.
  public let lineages: [String]
  public let lineage: [Int]
  public let codes: AnswerCodes
  /// Which probes are resampled together.
  public let groups: ProbeGroups
  /// Vectors of the responses, or why there are none; `nil` until `embedded()`.
  package private(set) var embeddings: Result<Embeddings, NotMeasurable>?

  /// - Parameter isReference: one flag per subject; by default the subjects in the cohort.
  /// - Parameter isUnrelated: likewise; by default the same as `isReference`.
  /// - Parameter isSource: likewise; by default all.
  /// - Parameter groups: likewise; by default those of `ProbeGroups`.
  public init(
    _ transcript: Transcript, isReference: [Bool]? = nil, isUnrelated: [Bool]? = nil,
    isSource: [Bool]? = nil, groups: ProbeGroups? = nil
  ) {
    self.transcript = transcript
    self.isReference = isReference ?? transcript.subjects.map(\.inCohort)
    self.isUnrelated = isUnrelated ?? self.isReference
    precondition(self.isReference.count == transcript.subjects.count)
    precondition(self.isUnrelated.count == transcript.subjects.count)
    self.isSource = isSource ?? transcript.subjects.map { _ in true }
    precondition(self.isSource.count == transcript.subjects.count)
    (families, family) = Self.indexed(transcript.subjects.map(\.family))
    (lineages, lineage) = Self.indexed(transcript.subjects.map(\.lineage))
    codes = AnswerCodes(transcript)
    self.groups =
      groups ?? ProbeGroups(transcript.probes, subjects: transcript.subjects.count)
  }

  /// The table with its responses embedded.
  ///
  /// - Parameter recorded: vectors by what was embedded; the built-in embedder's when `nil`.
  package func embedded(with recorded: [String: [Float]]? = nil) async -> AnswerTable {
    var table = self
    do throws(NotMeasurable) {
      if let recorded {
        table.embeddings = .success(try Embeddings(self, recorded: recorded))
      } else {
        table.embeddings = .success(try await Embeddings(self))
      }
    } catch {
      table.embeddings = .failure(error)
    }
    return table
  }

  /// The vectors of an embedded table.
  func vectors() throws(NotMeasurable) -> Embeddings {
    guard let embeddings else { throw NotMeasurable(.notApplicable) }
    return try embeddings.get()
  }

  public var subjects: [Subject] { transcript.subjects }
  public var probes: [Probe] { transcript.probes }
  public var subjectCount: Int { transcript.subjects.count }
  public var probeCount: Int { transcript.probes.count }

  /// The index of a subject by id, or `nil`.
  public func index(of subject: String) -> Int? {
    transcript.subjects.firstIndex { $0.id == subject }
  }

  private static func indexed(_ names: [String]) -> (names: [String], index: [Int]) {
    var order: [String] = []
    var seen: [String: Int] = [:]
    let index = names.map { name in
      if let known = seen[name] { return known }
      seen[name] = order.count
      order.append(name)
      return order.count - 1
    }
    return (order, index)
  }
}
