import Foundation
import Probing
import Subprocess
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that answers lines with lines, one at a time, started when first needed.
actor CommandProcess {
  private let command: [String]
  private let timeout: Duration
  private var session: Session?
  /// The last question in line, which the next one waits for.
  private var last: Task<Void, Never>?

  init(command: [String], timeout: Duration) {
    self.command = command
    self.timeout = timeout
  }

  /// The program's answer to a line, without the newline.
  func answer(to line: Data) async -> Result<Data, EndpointError> {
    let previous = last
    let turn = Task {
      await previous?.value
      return await self.ask(line)
    }
    last = Task { _ = await turn.value }
    return await withTaskCancellationHandler {
      await turn.value
    } onCancel: {
      turn.cancel()
    }
  }

  /// Ends the program; the next question starts it anew.
  func stop() async {
    let ending = session
    session = nil
    _ = await ending?.end()
  }

  private func ask(_ line: Data) async -> Result<Data, EndpointError> {
    guard !Task.isCancelled else { return .failure(abandoned) }
    let session = session ?? Session(running: command)
    self.session = session
    session.questions.yield(line)
    // Outer nil: too slow or cancelled. Inner nil: the program ended.
    let answer: Data?? = try? await deadline(timeout) { await session.nextAnswer() }
    if case .some(.some(let line)) = answer { return .success(line) }
    // Whatever went wrong, a late answer must not be taken for the next question's.
    self.session = nil
    let wasCancelled = Task.isCancelled
    let ending = await session.end()
    if wasCancelled { return .failure(abandoned) }
    if case .none = answer { return .failure(tooSlow) }
    return .failure(ending)
  }

  private var abandoned: EndpointError {
    EndpointError(.interrupted, "\(command[0]) was not waited for")
  }

  private var tooSlow: EndpointError {
    EndpointError(
      .deadline, "\(command[0]) gave no line within \(timeout); raise timeout if it is slow")
  }
}

/// One run of the program.
private struct Session: Sendable {
  let questions: AsyncStream<Data>.Continuation
  private let answers: AsyncStream<Data>
  /// Gives the reason why the program ended.
  private let run: Task<EndpointError, Never>

  init(running command: [String]) {
    let (asked, questions) = AsyncStream.makeStream(of: Data.self)
    let (answers, answering) = AsyncStream.makeStream(of: Data.self)
    self.questions = questions
    self.answers = answers
    run = Task {
      defer { answering.finish() }
      return await Self.run(command, asked: asked, answering: answering)
    }
  }

  /// `nil` once the program has ended.
  func nextAnswer() async -> Data? {
    for await answer in answers { return answer }
    return nil
  }

  /// Ends the program and tells why it ended if it had already.
  func end() async -> EndpointError {
    questions.finish()
    run.cancel()
    return await run.value
  }

  private static let longestLine = 16 << 20

  private static func run(
    _ command: [String], asked: AsyncStream<Data>, answering: AsyncStream<Data>.Continuation
  ) async -> EndpointError {
    // A write to a program that has died must fail, not end this process too.
    signal(SIGPIPE, SIG_IGN)
    var options = PlatformOptions()
    // Its own process group, so that interrupting at the keyboard lets a line in flight finish.
    options.processGroupID = 0
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
    ]
    let turn = Turn()
    do {
      let outcome = try await Subprocess.run(
        executable(command[0]), arguments: Arguments(Array(command.dropFirst())),
        platformOptions: options, input: .inputWriter, output: .sequence, error: .sequence
      ) { execution in
        async let complaint = lastLine(of: execution.standardError)
        await converse(execution, turn, asked: asked, answering: answering)
        answering.finish()
        try? await execution.standardInputWriter.finish()
        return await complaint
      }
      if turn.wasPassed {
        return failure(
          "\(command[0]) printed a line that answers no question; it has to print one line for each "
            + "line it reads, and everything else on the standard error")
      }
      let said = outcome.closureResult.isEmpty ? "" : ": \(outcome.closureResult)"
      return failure("\(command[0]) ended (\(outcome.terminationStatus))\(said)")
    } catch let error as SubprocessError {
      return failure("\(command[0]) cannot be run: \(error)")
    } catch {
      return failure("\(command[0]) was ended")
    }
  }

  private static func failure(_ message: String) -> EndpointError {
    EndpointError(.commandFailed, message, isRetriable: true)
  }

  /// A name is looked up in `PATH`; anything with a slash is a path.
  private static func executable(_ name: String) -> Executable {
    name.contains("/") ? .path(literal(name)) : .name(name)
  }

  /// The path type belongs to a module that is not imported here.
  private static func literal<Path: ExpressibleByStringLiteral>(_ text: String) -> Path
  where Path.StringLiteralType == String {
    Path(stringLiteral: text)
  }

  private static func converse(
    _ execution: Execution<CustomWriteInput, SequenceOutput, SequenceOutput>, _ turn: Turn,
    asked: AsyncStream<Data>, answering: AsyncStream<Data>.Continuation
  ) async {
    async let reading: Void = read(execution.standardOutput, turn, answering)
    for await question in asked {
      turn.ask()
      let written = try? await execution.standardInputWriter.write(Array(question) + [0x0a])
      guard written == question.count + 1 else { break }
    }
    await reading
  }

  /// Passes answers on, until the program ends or speaks out of turn.
  private static func read(
    _ output: SubprocessOutputSequence, _ turn: Turn, _ answering: AsyncStream<Data>.Continuation
  ) async {
    var lines = output.strings(
      separatedBy: .unicodeScalarSequence(["\n"]), bufferingPolicy: .maxLineLength(longestLine)
    ).makeAsyncIterator()
    while let line = try? await lines.next(), turn.answer() { answering.yield(Data(line.utf8)) }
    answering.finish()
  }

  /// The last line of what a program complains of, however much that is.
  private static func lastLine(of output: SubprocessOutputSequence) async -> String {
    var tail: [UInt8] = []
    do {
      for try await buffer in output {
        tail = (tail + buffer.withUnsafeBytes { Array($0) }).suffix(400)
      }
    } catch {
      return ""
    }
    let lines = String(decoding: tail, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.last { !$0.allSatisfy(\.isWhitespace) }.map { String($0).printable() } ?? ""
  }
}

/// Whose turn it is to speak: a line that comes when no question is open would be taken for the
/// answer to the next one.
private final class Turn: Sendable {
  private enum State { case idle, asked, passed }

  private let state = Mutex(State.idle)

  func ask() { state.withLock { if $0 == .idle { $0 = .asked } } }

  /// Whether a line that has come answers a question.
  func answer() -> Bool {
    state.withLock {
      $0 = $0 == .asked ? .idle : .passed
      return $0 == .idle
    }
  }

  var wasPassed: Bool { state.withLock { $0 == .passed } }
}
