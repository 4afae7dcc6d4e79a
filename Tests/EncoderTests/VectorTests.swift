import Encoder
import Foundation
import Testing

@Suite struct VectorTests {
  /// Vectors of small random models in the published layout: mean and first token, other sizes, 32
  /// and 16 bits, empty strings and inputs cut at 128 and 512 tokens.
  @Test(arguments: ["mean", "first"])
  func againstSentenceTransformers(model: String) async throws {
    let golden = try Golden.vectors()
    let encoder = try SentenceEncoder(folder: Golden.model(model))
    let expected = model == "mean" ? golden.mean : golden.first
    #expect(encoder.dimensions == expected[0].count)
    let lengths = golden.texts.map { encoder.tokens(of: $0).count }
    #expect(lengths.min() == 2 && lengths.max() == (model == "mean" ? 128 : 512))
    expectClose(await encoder.vectors(for: golden.texts), expected)
  }

  /// From the study file, or as the folder's own default.
  @Test func prefixStandsBeforeEveryText() async throws {
    let golden = try Golden.vectors()
    let named = try SentenceEncoder(folder: Golden.model("mean"), prefix: golden.prefix)
    expectClose(await named.vectors(for: golden.texts), golden.prefixed)
    let usual = try encoder(
      with: #"{"prompts": {"q": "\#(golden.prefix)"}, "default_prompt_name": "q"}"#,
      in: "config_sentence_transformers.json")
    expectClose(await usual.vectors(for: golden.texts), golden.prefixed)
  }

  @Test func vectorsKeepTheirLengthWithoutNormalize() async throws {
    let golden = try Golden.vectors()
    let encoder = try encoder(
      with: """
        [{"path": "", "type": "sentence_transformers.models.Transformer"},
         {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]
        """, in: "modules.json")
    let found = await encoder.vectors(for: golden.texts)
    let norms = found.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    #expect(norms.allSatisfy { abs($0 - 1) > 0.01 })
    expectClose(zip(found, norms).map { vector, norm in vector.map { $0 / norm } }, golden.mean)
  }

  private func encoder(with text: String, in file: String) throws -> SentenceEncoder {
    try Golden.encoder { try Data(text.utf8).write(to: $0.appending(path: file)) }
  }

  /// What stands in the same batch does not matter.
  @Test func againstOneTextAtATime() async throws {
    let encoder = try SentenceEncoder(folder: Golden.model("first"))
    let texts = try Golden.vectors().texts
    let together = await encoder.vectors(for: texts.reversed())
    var alone: [[Float]] = []
    for text in texts.reversed() { alone += await encoder.vectors(for: [text]) }
    expectClose(together, alone)
    #expect(await encoder.vectors(for: []).isEmpty)
  }

  @Test func batchesHoldEverySentenceOnceAndAreBounded() {
    let lengths = (0..<200).map { 2 + ($0 * 37) % 511 }
    let batches = SentenceEncoder.batches(lengths)
    #expect(batches.flatMap { $0 }.sorted() == Array(lengths.indices))
    #expect(batches.allSatisfy { $0.reduce(0) { $0 + lengths[$1] } <= 512 })
    let order = batches.flatMap { $0 }.map { lengths[$0] }
    #expect(order == order.sorted(by: >))
    // A model of more positions has sentences that fill a batch alone.
    #expect(SentenceEncoder.batches([600, 3]) == [[0], [1]])
  }

  @Test func exponentialAgainstFoundation() {
    for step in -8_700...870 {
      let x = Float(step) / 100
      let (found, expected) = (Lanes.exponential(Lanes(repeating: x))[3], exp(Double(x)))
      #expect(abs(Double(found) / expected - 1) < 5e-7, "\(x)")
    }
    #expect((0..<1e-37).contains(Lanes.exponential(Lanes(repeating: -1e30))[0]))
  }

  @Test func geluAgainstTheErrorFunction() {
    for step in -10_000...10_000 {
      let x = Float(step) / 500
      let expected = 0.5 * Double(x) * (1 + erf(Double(x) / 2.0.squareRoot()))
      let found = Double(Lanes.gelu(Lanes(repeating: x))[5])
      #expect(abs(found - expected) < 4e-7 * max(1, abs(Double(x))), "\(x)")
    }
  }

  @Test func lanesReachEveryNumber() {
    for count in 0...20 {
      var numbers = (0..<count).map(Float.init)
      numbers.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        mapLanes(base, count: count) { $0 + 1 }
        #expect(
          foldLanes(base, count: count, neutral: 0) { $0 + $1 }.sum()
            == Float(count * (count + 1) / 2))
      }
      #expect(numbers == (0..<count).map { Float($0 + 1) })
    }
  }

  /// Every 16-bit float, against the compiler's own conversion where it has one.
  @Test func halfPrecisionAgainstTheCompiler() {
    #if !(os(macOS) && arch(x86_64))
      for bits in UInt16.min...UInt16.max {
        let expected = Float(Float16(bitPattern: bits))
        let found = Tensor.Format.half(bits)
        #expect(found == expected || (found.isNaN && expected.isNaN), "\(bits)")
      }
    #endif
    #expect(Tensor.Format.half(0x3C00) == 1 && Tensor.Format.half(0x0001) == 0x1p-24)
    #expect(Tensor.Format.brain(0x3FC0) == 1.5 && Tensor.Format.brain(0xC000) == -2)
  }
}

/// To 1e-4 in every component and a cosine of 0.99999.
func expectClose(
  _ found: [[Float]], _ expected: [[Float]], sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, sourceLocation: sourceLocation)
  for (index, (a, b)) in zip(found, expected).enumerated() {
    #expect(a.count == b.count, sourceLocation: sourceLocation)
    let largest = zip(a, b).map { abs($0 - $1) }.max() ?? .infinity
    let norms = a.reduce(0) { $0 + $1 * $1 } * b.reduce(0) { $0 + $1 * $1 }
    let cosine = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / norms.squareRoot()
    #expect(
      largest < 1e-4 && cosine > 0.99999, "text \(index): \(largest), \(cosine)",
      sourceLocation: sourceLocation)
  }
}
