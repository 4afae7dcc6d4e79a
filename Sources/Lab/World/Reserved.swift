import Statistics

/// Questions kept for probes. No teacher is ever asked for a reserved fact, in any wording, nor given
/// a reserved writing task; and the wordings of probes differ from all wordings of teaching.
package struct Reserved: Sendable {
  /// In the order in which they are asked.
  package let facts: [Fact]
  package let writingTasks: [WritingTask]
  private let factSet: Set<Fact>
  private let taskSet: Set<WritingTask>

  init(
    questions: Int, of places: Int, _ attributes: Int, writingTasks count: Int, stream: RandomStream
  ) {
    precondition(questions <= places * attributes / 2, "at most half of all facts can be reserved")
    precondition(count <= WritingTask.all.count / 2, "at most half of all tasks can be reserved")
    var facts = stream.substream("facts")
    var tasks = stream.substream("tasks")
    self.facts = facts.permutation(of: places * attributes).prefix(questions).map {
      Fact(place: $0 / attributes, attribute: $0 % attributes)
    }
    writingTasks = tasks.permutation(of: WritingTask.all.count).prefix(count).map {
      WritingTask.all[$0]
    }
    factSet = Set(self.facts)
    taskSet = Set(writingTasks)
  }

  func contains(_ fact: Fact) -> Bool { factSet.contains(fact) }
  func contains(_ task: WritingTask) -> Bool { taskSet.contains(task) }
}
