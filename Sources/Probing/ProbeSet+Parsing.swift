public import Foundation

extension ProbeSet {
  /// Reads the lines of a file and checks them.
  ///
  /// - Parameter file: the name to give in errors.
  public static func parse(_ bytes: Data, file: String) throws(ProbeSetError) -> ProbeSet {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      let line = lines(of: bytes).firstIndex { String(validating: $0, as: UTF8.self) == nil }
      throw ProbeSetError(
        .malformed, file: file,
        issues: [
          .init(
            line: line.map { $0 + 1 },
            reason: "the line is not UTF-8 text; convert the file to UTF-8")
        ])
    }
    var reading = ProbeSetReading()
    for (index, line) in lines(of: bytes).enumerated()
    where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
      reading.add(Data(line), number: index + 1)
    }
    guard let header = reading.header, reading.issues.isEmpty else {
      if reading.header == nil, reading.issues.isEmpty { reading.refuse(1, "the file is empty") }
      throw ProbeSetError(.malformed, file: file, issues: reading.issues)
    }
    return ProbeSet(header: header, probes: reading.probes)
  }

  private static func lines(of bytes: Data) -> [Data] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
  }
}

/// The lines of a probe set read so far, and what is wrong with them.
private struct ProbeSetReading {
  var header: ProbeSet.Header?
  var probes: [Probe] = []
  var issues: [ProbeSetError.Issue] = []
  private var isStarted = false
  private var lines: [String: Int] = [:]

  mutating func add(_ line: Data, number: Int) {
    do {
      if isStarted {
        try addProbe(JSONDecoder().decode(Probe.self, from: line), number)
      } else {
        isStarted = true
        try addHeader(JSONDecoder().decode(ProbeSet.Header.self, from: line), number)
      }
    } catch {
      let reason = (error as? DecodingError)?.reason ?? "it is not JSON"
      let what = number == 1 ? "the header is not usable" : "the probe is not usable"
      refuse(number, "\(what): \(reason)")
    }
  }

  mutating func refuse(_ line: Int, _ reason: String) {
    issues.append(.init(line: line, reason: reason))
  }

  private mutating func addHeader(_ value: ProbeSet.Header, _ line: Int) throws {
    header = value
    if value.id.isEmpty { refuse(line, "the id of the set is empty; name the set") }
    if !value.id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }) {
      refuse(line, "the id of the set names a file; use letters, digits, -, _ and .")
    }
    if value.version < 1 { refuse(line, "the version is \(value.version); count from 1") }
    if Set(value.strata.map(\.id)).count < value.strata.count {
      refuse(line, "a stratum is declared twice; give each an id of its own")
    }
    let sampling = value.sampling
    if !(1...Sampling.mostSamples ~= sampling.samples)
      || !(1...Sampling.mostTokens ~= sampling.maxTokens)
    {
      refuse(
        line,
        "samples have to be 1 to \(Sampling.mostSamples) and max_tokens 1 to "
          + "\(Sampling.mostTokens)")
    }
    if let temperature = sampling.temperature, !(0...2).contains(temperature) {
      refuse(line, "the temperature \(temperature) is outside 0 to 2")
    }
  }

  private mutating func addProbe(_ probe: Probe, _ line: Int) throws {
    if let first = lines[probe.id] {
      refuse(line, "the id \"\(probe.id)\" is repeated from line \(first); ids are unique")
    }
    lines[probe.id] = line
    probes.append(probe)
    let strata = header?.strata.map(\.id) ?? []
    if header != nil, !strata.isEmpty, !strata.contains(probe.stratum ?? "") {
      refuse(line, "the stratum \"\(probe.stratum ?? "")\" of \(probe.id) is not in the header")
    }
    for reason in probe.faults { refuse(line, "\(probe.id): \(reason)") }
  }
}

extension Probe {
  /// What makes this probe unusable, in words; empty for a sound one.
  package var faults: [String] {
    var faults: [String] = []
    if id.isEmpty { faults.append("the id is empty; give every probe an id") }
    if prompt.last?.role != .user || prompt.contains(where: { $0.content.trimmed.isEmpty }) {
      faults.append("the prompt has to be text, or messages that end with a user turn")
    }
    if kind == .choice {
      if choices?.count ?? 0 < 2 || choices?.count ?? 0 > 26 {
        faults.append("a choice needs 2 to 26 choices")
      }
      if extract != .choice { faults.append("a choice needs \"extract\":\"choice\"") }
    } else if choices != nil {
      faults.append("choices belong to the kind \"choice\" only")
    }
    if kind == .shortAnswer, extract == nil || extract == .choice {
      faults.append("a short answer needs \"extract\" to say how the answer is read")
    }
    if let reason = keyFault { faults.append(reason) }
    return faults
  }

  /// A key is sound when it is canonical and the extractor finds it in the plainest responses.
  private var keyFault: String? {
    guard let key else { return nil }
    guard let extract else { return "a key needs \"extract\" to say how the answer is read" }
    let extractor = AnswerExtractor(extract, choices: choices)
    guard let canonical = extractor.canonical(key) else {
      return "the key \"\(key)\" is no answer of the kind \(extract.rawValue)"
    }
    if canonical != key { return "the key \"\(key)\" is not canonical; write \"\(canonical)\"" }
    for response in [key, "The answer is \(key).", "Answer: \(key)"]
    where extractor.answer(in: response) != .given(key) {
      return "the key \"\(key)\" cannot be read out of \"\(response)\""
    }
    return nil
  }
}
