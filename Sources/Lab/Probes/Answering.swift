public import Probing

extension LabModel {
  /// The responses to all samples of every probe, in order; the index of a sample is its seed.
  public func responses(to probes: [Probe], _ sampling: Sampling) -> [[Response]] {
    probes.map { probe in
      (0..<sampling.samples).map { response(to: probe, sampling, sample: $0) }
    }
  }

  private func response(to probe: Probe, _ sampling: Sampling, sample: Int) -> Response {
    let completion = complete(
      prompt: probe.prompt.last?.content ?? "", temperature: sampling.temperature ?? 1,
      seed: UInt64(sample), maxTokens: sampling.maxTokens)
    let answer = probe.extract.map {
      AnswerExtractor($0, choices: probe.choices).answer(
        in: completion.text, isTruncated: completion.isTruncated)
    }
    return Response(
      text: completion.text, answer: answer ?? .none, isTruncated: completion.isTruncated)
  }
}

extension Zoo {
  /// What models answer to all probes of some sets, in the order given and with the sampling that each
  /// set recommends; shape: models x probes x samples.
  public func responses(of ids: [String], to sets: [ProbeSet]) async -> [[[Response]]] {
    await withTaskGroup(of: (Int, [[Response]]).self) { group in
      for (place, id) in ids.enumerated() {
        let model = self[id]!
        group.addTask {
          (place, sets.flatMap { model.responses(to: $0.probes, $0.header.sampling) })
        }
      }
      var result = [[[Response]]](repeating: [], count: ids.count)
      for await (place, responses) in group { result[place] = responses }
      return result
    }
  }
}
