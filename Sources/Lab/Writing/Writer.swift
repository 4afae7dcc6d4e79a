import Statistics

/// Someone with habits who writes the texts that models learn their style from.
struct Writer: Sendable {
  private enum Layout: Int, CaseIterable { case paragraph, paragraphs, list, headed }

  private let openings: Habit
  private let layouts: Habit
  private let sentences: Habit
  private let items: Habit
  private let connectors: Habit
  private let leadIns: Habit
  private let markers: Habit
  private let closings: Habit
  private let figureFrames: Habit
  private let choiceFrames: Habit
  /// Chance that a sentence begins with a connector, and that a text has a closing.
  private let connecting: Double
  private let closing: Double
  /// Mean number of sentences or items.
  private let length: Double

  /// - Parameters:
  ///   - stream: the writer's own randomness.
  ///   - mainstream: randomness common to all writers, which makes some phrases customary.
  init(stream: RandomStream, mainstream: RandomStream) {
    func habit(_ name: String, _ options: Int, _ occasions: Int) -> Habit {
      Habit(
        options, occasions: occasions, custom: mainstream.substream(name),
        own: stream.substream(name))
    }
    let forms = WritingTask.forms.count
    openings = habit("opening", Phrases.openings.count, forms)
    layouts = habit("layout", Layout.allCases.count, forms)
    sentences = habit("sentence", Phrases.sentences.count, 1)
    items = habit("item", Phrases.items.count, 1)
    connectors = habit("connector", Phrases.connectors.count, 1)
    leadIns = habit("lead-in", Phrases.leadIns.count, 1)
    markers = habit("marker", Phrases.markers.count, 1)
    closings = habit("closing", Phrases.closings.count, 1)
    figureFrames = habit("figure", Phrases.figureFrames.count, QuestionForm.teaching.count)
    choiceFrames = habit("choice", Phrases.choiceFrames.count, 1)
    var traits = stream.substream("traits")
    connecting = 0.6 * traits.uniform()
    closing = traits.uniform()
    length = 2.5 + 3 * traits.uniform()
  }

  /// Puts a figure into words.
  func statement(
    of figure: Figure, attribute: String, form: Int, _ stream: inout RandomStream
  ) -> String {
    Template.filled(Phrases.figureFrames[figureFrames.draw(on: form, &stream)]) {
      $0 == "#" ? String(figure.value) : $0 == "%" ? attribute : nil
    }
  }

  /// Names an option.
  func choice(of letter: String, figure: Figure, _ stream: inout RandomStream) -> String {
    Template.filled(Phrases.choiceFrames[choiceFrames.draw(on: 0, &stream)]) {
      $0 == "^" ? letter : $0 == "#" ? String(figure.value) : nil
    }
  }

  /// Carries out a writing task.
  func text(for task: WritingTask, _ stream: inout RandomStream) -> String {
    let topic = Topic.all[task.topic]
    let opening = Phrases.openings[openings.draw(on: task.form, &stream)]
    let layout = Layout(rawValue: layouts.draw(on: task.form, &stream))!
    let brevity = WritingTask.manners[task.manner].contains("brief") ? 0.6 : 1
    let count = max(2, Int((length * brevity * (0.7 + 0.6 * stream.uniform())).rounded()))
    var parts = [opening] + body(layout, count, &stream)
    if stream.uniform() < closing {
      parts += ["\n\n", Phrases.closings[closings.draw(on: 0, &stream)]]
    }
    return Self.fill(parts, topic, &stream)
  }

  /// Pieces with their separators.
  private func body(
    _ layout: Layout, _ count: Int, _ stream: inout RandomStream
  ) -> [String] {
    switch layout {
    case .paragraph: return [" "] + sentences(count, &stream)
    case .paragraphs:
      return [" "] + sentences(count / 2 + 1, &stream) + ["\n\n"]
        + sentences(count / 2 + 1, &stream)
    case .list:
      let leadIn = Phrases.leadIns[leadIns.draw(on: 0, &stream)]
      return ["\n\n", leadIn] + list(count, &stream)
    case .headed:
      return (0..<2).flatMap { _ in
        ["\n\n", "## " + stream.pick(Phrases.headings), "\n"] + sentences(count / 2 + 1, &stream)
      }
    }
  }

  private func sentences(_ count: Int, _ stream: inout RandomStream) -> [String] {
    (0..<count).flatMap { index -> [String] in
      let sentence = Phrases.sentences[sentences.draw(on: 0, &stream)]
      let separator = index == 0 ? [] : [" "]
      guard stream.uniform() < connecting else { return separator + [sentence] }
      let connector = Phrases.connectors[connectors.draw(on: 0, &stream)]
      return separator + [connector, " ", Self.continued(sentence)]
    }
  }

  /// A sentence as it stands after a connector; a mark in front stays what it is.
  private static func continued(_ sentence: String) -> String {
    let isWord = sentence.utf8.dropFirst().first.map(Template.isWordByte) ?? false
    return isWord ? sentence.prefix(1).lowercased() + sentence.dropFirst() : sentence
  }

  private func list(_ count: Int, _ stream: inout RandomStream) -> [String] {
    let marker = Phrases.markers[markers.draw(on: 0, &stream)]
    return (0..<count).flatMap { index -> [String] in
      let label = marker == "1." ? "\(index + 1)." : marker
      return ["\n", label + " ", Phrases.items[items.draw(on: 0, &stream)]]
    }
  }

  /// Replaces the marks of all pieces by words of the topic.
  private static func fill(
    _ parts: [String], _ topic: Topic, _ stream: inout RandomStream
  ) -> String {
    Template.filled(parts.joined()) { mark in
      switch mark {
      case "@": topic.name
      case "J": stream.pick(topic.domain.adjectives)
      case "G": stream.pick(topic.domain.gerunds)
      case "N", "M": stream.pick(topic.domain.nouns)
      default: nil
      }
    }
  }
}
