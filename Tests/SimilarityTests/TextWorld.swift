import Probing
import Statistics

/// Made-up responses with inherited habits: at every place of every probe a subject says what its
/// family, its lineage or its teacher would say there, or a common word.
struct TextWorld {
  struct Member {
    var subject: Subject
    /// The family whose habits it copies, and how often.
    var teacher: String?
    var copied = 0.0
  }

  let transcript: Transcript

  /// - Parameters:
  ///   - members: who answers; the text of one depends on its own names alone.
  ///   - texts: number of free-text probes.
  ///   - answers: number of choice probes.
  ///   - samples: responses to each free-text probe.
  init(_ members: [Member], texts: Int, answers: Int = 0, samples: Int = 1, seed: UInt64) {
    let stream = RandomStream(seed: seed)
    let free = Transcript(
      texts: members.map { member in
        (0..<texts).map { probe in
          (0..<samples).map { Self.text(member, probe: probe, sample: $0, stream) }
        }
      }, subjects: members.map(\.subject))
    let keys = [String?](repeating: "A", count: answers)
    let choices = Transcript(
      answers: members.map { member in
        (0..<answers).map { Self.choice(member, probe: $0, stream) }
      }, keys: keys, options: 4, subjects: members.map(\.subject))
    transcript = answers == 0 ? free : free.joined(with: choices)
  }

  private static func text(
    _ member: Member, probe: Int, sample: Int, _ stream: RandomStream
  ) -> String {
    let name = sample == 0 ? "text " : "text, sample \(sample), "
    var own = stream.substream(name + member.subject.id, probe)
    let lines = 2 + own.index(below: 4)
    return (0..<lines).map { line in
      (0..<(4 + own.index(below: 3))).map { place in
        "w\(habit(member, "\(probe) \(line) \(place)", below: 40, stream, &own))"
      }.joined(separator: " ")
    }.joined(separator: "\n")
  }

  private static func choice(_ member: Member, probe: Int, _ stream: RandomStream) -> String? {
    var own = stream.substream("choice " + member.subject.id, probe)
    if own.uniform() < 0.03 { return nil }
    let letter = habit(member, "choice \(probe)", below: 8, stream, &own)
    return letter < 4 ? ["B", "C", "D", "D"][letter] : "A"
  }

  /// What the member says at a place: by heritage, or a small number more often than a large one.
  private static func habit(
    _ member: Member, _ place: String, below bound: Int, _ stream: RandomStream,
    _ own: inout RandomStream
  ) -> Int {
    func inherited(_ name: String) -> Int {
      var habit = stream.substream("\(name) at \(place)")
      return habit.index(below: bound)
    }
    let luck = own.uniform()
    if let teacher = member.teacher, luck < member.copied { return inherited(teacher) }
    if luck > 0.65 { return inherited(member.subject.family) }
    if luck > 0.55 { return inherited(member.subject.lineage) }
    return Int(Double(bound) * own.uniform() * own.uniform())
  }
}

extension TextWorld {
  /// A study: six cohort families of two, unrelated lineages, students of `c0`, and a suspect.
  static func study(
    unrelated: Int = 11, derived: Int = 6, suspect: Member? = nil, texts: Int = 16,
    answers: Int = 16, samples: Int = 1, seed: UInt64 = 3
  ) -> TextWorld {
    TextWorld(
      members(unrelated: unrelated, derived: derived) + [suspect ?? planted],
      texts: texts, answers: answers, samples: samples, seed: seed)
  }

  static var planted: Member {
    Member(subject: .made("suspect"), teacher: "c0", copied: 0.5)
  }

  private static func members(unrelated: Int, derived: Int) -> [Member] {
    let cohort = (0..<12).map { index in
      Member(
        subject: .made(
          "c\(index / 2)-\(index % 2)", family: "c\(index / 2)", generation: "g\(index)",
          inCohort: true))
    }
    let others = (0..<unrelated).flatMap { index in
      (0...(index % 2)).map { Member(subject: .made("u\(index)-\($0)", lineage: "lu\(index)")) }
    }
    let students = (0..<derived).map { index in
      Member(
        subject: .made("d\(index)", lineage: "ld\(index)"), teacher: "c0", copied: 0.4)
    }
    return cohort + others + students
  }

  /// What is known of a study: its unrelated and derived controls against the models of `c0`, and
  /// the students against those of `c1`.
  static func labels(_ transcript: Transcript) -> [PairLabel] {
    transcript.subjects.flatMap { subject -> [PairLabel] in
      guard let kind = subject.id.first, kind == "u" || kind == "d" else { return [] }
      let taught = ["c0-0", "c0-1"].map {
        PairLabel(
          suspect: subject.id, source: $0, relation: kind == "d" ? .distilled : .independent)
      }
      return taught + [PairLabel(suspect: subject.id, source: "c1-0", relation: .independent)]
    }
  }
}
