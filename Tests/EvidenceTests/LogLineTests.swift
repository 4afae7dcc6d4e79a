import Evidence
import Foundation
import Testing

@Suite struct LogLineTests {
  @Test func theBytesOfALineAgainstTheirWrittenForm() async throws {
    let study = try TestStudy()
    let log = try study.open()
    var entry = LogEntry(.exchange)
    entry.subject = "モデル/é\u{2028}\n\"x\""
    entry.modelRequested = "m-1"
    entry.status = 429
    entry.sample = 0
    entry.parameters = ["temperature": "0.7", "max_tokens": "16"]
    entry.requestDigest = study.plan
    let line = try await log.append(entry)
    let written = String(decoding: try Data(contentsOf: study.folder.log), as: UTF8.self)
    let expected =
      #"{"event":"exchange","model_requested":"m-1","#
      + #""parameters":{"max_tokens":"16","temperature":"0.7"},"prev":"\#(study.plan)","#
      + #""request_digest":"\#(study.plan)","sample":0,"seq":1,"status":429,"#
      + #""subject":"モデル/é"# + "\u{2028}" + #"\n\"x\"","ts":"\#(line.ts)"}"# + "\n"
    #expect(written == expected)
    #expect(try study.entries() == [line])
  }

  @Test func everyFieldSurvivesTheLog() async throws {
    let study = try TestStudy()
    let log = try study.open()
    var entry = LogEntry(.deviation)
    (entry.subject, entry.role, entry.endpoint) = ("a", "b", "c")
    (entry.modelRequested, entry.modelReturned, entry.fingerprint) = ("d", "e", "f")
    (entry.requestID, entry.providerDate, entry.outcome) = ("g", "h", "i")
    (entry.status, entry.attempt, entry.sample) = (-1, Int.max, 3)
    (entry.cache, entry.parameters) = ("j", ["k": "l"])
    (entry.probeSet, entry.probe, entry.message) = ("m", "n", "o")
    (entry.requestDigest, entry.responseDigest) = (study.plan, Digest256(of: Data()))
    let line = try await log.append(entry)
    #expect(try study.entries() == [line])
    #expect(line.entry == entry)
  }

  @Test func timeIsUTCWithMilliseconds() async throws {
    let study = try TestStudy()
    let log = try study.open()
    let before = Date()
    let line = try await log.append(LogEntry(.start))
    #expect(line.ts.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    let time = try Date(
      line.ts, strategy: .iso8601.year().month().day().time(includingFractionalSeconds: true))
    #expect(abs(time.timeIntervalSince(before)) < 60)
  }

  @Test func fieldsAndEventsOfLaterVersionsAreKeptInTheChain() throws {
    let study = try TestStudy()
    let line =
      Data(
        #"{"seq": 1, "prev":"\#(study.plan)","ts":"t","event":"new-kind","later":[1.5,{"a":null}]}"#
          .utf8) + [10]
    try study.replaceLog([line])
    try Data("1 \(Digest256(of: line))\n".utf8).write(to: study.folder.head)
    #expect(try study.verify().problem == nil)
    #expect(try study.entries().map(\.entry.event.rawValue) == ["new-kind"])
  }
}
