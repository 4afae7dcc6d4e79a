import ArgumentParser
import Evidence
import Foundation

struct TimestampCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timestamp",
    abstract: "Writes requests for time-stamps (RFC 3161) and keeps the answers.",
    discussion: """
      A time-stamp shows that something existed at a time that neither side controls: the plan of \
      a study before its first question, or a sealed bag. This program never sends the request; \
      sending it tells the authority a digest and nothing else.

      Examples:
        filiation timestamp write my-case.study
        curl -H 'Content-Type: application/timestamp-query' --data-binary @my-case.study/plan.tsq \\
          -o plan.tsr https://authority.example/tsr
        filiation timestamp attach my-case.study --response plan.tsr --chain authority.pem
      """,
    subcommands: [TimestampWriteCommand.self, TimestampAttachCommand.self])
}

/// A bag, whose root is stamped, or a study folder, whose plan is.
struct StampedPlace: ExpressibleByArgument {
  let path: String

  init?(argument: String) { path = argument }

  func stampable() throws -> Stampable {
    let bag = BagFolder(URL(fileURLWithPath: path))
    if FileManager.default.fileExists(atPath: bag.file(BagLayout.root).path) {
      return Stampable(bag)
    }
    guard let place = StudyPlace(argument: path) else { preconditionFailure("any text is a place") }
    return Stampable(planOf: try place.folder())
  }
}

struct TimestampWriteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write",
    abstract: "Writes the request for the root of a bag or the plan of a study.",
    discussion: """
      'filiation seal' writes the request of a bag itself; then this checks it.

      Examples:
        filiation timestamp write my-case.study
        filiation timestamp write my-case
      """)

  @Argument(help: "A bag, or a study folder.")
  var place: StampedPlace

  mutating func run() throws {
    let stampable = try place.stampable()
    try stampable.writeRequest()
    print(
      """
      Request: \(stampable.request.path)
      Send it to an authority of your choice, then attach what it answers:
        curl -H 'Content-Type: application/timestamp-query' \
      --data-binary @\(stampable.request.path) -o answer.tsr URL
        filiation timestamp attach \(place.path) --response answer.tsr --chain CERTIFICATES.pem
      """)
  }
}

struct TimestampAttachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "Keeps the answer of a time-stamping authority.",
    discussion: """
      Checks that the answer is about the right digest. Its signature is checked with \
      'openssl ts -verify' and the authority's own certificates; see README-VERIFY.md. An answer \
      already attached is never overwritten.

      Example:
        filiation timestamp attach my-case --response answer.tsr --chain authority.pem
      """)

  @Argument(help: "A bag, or a study folder.")
  var place: StampedPlace

  @Option(help: "The answer of the authority.")
  var response: String

  @Option(help: "The authority's certificates, its root last or alone.")
  var chain: String?

  mutating func run() throws {
    let stampable = try place.stampable()
    let stamp = try stampable.attach(
      response: URL(fileURLWithPath: response), authority: chain.map { URL(fileURLWithPath: $0) })
    print("Attached: \(stampable.file.lastPathComponent) existed at \(stamp.time), as it states.")
    if chain == nil {
      print("Without --chain, whoever verifies needs the authority's certificates from elsewhere.")
    }
  }
}
