import Lab
import Probing
import Testing

@Suite struct ProbeSetTests {
  @Test func setsPassTheirOwnReader() throws {
    for set in [Fixture.world.questionSet, Fixture.world.writingSet] {
      #expect(try ProbeSet.parse(set.encoded(), file: set.header.name) == set)
    }
  }

  @Test func sizesAndKindsAreAsAsked() {
    let questions = Fixture.world.questionSet.probes
    #expect(questions.count == 240)
    #expect(questions.filter { $0.kind == .choice }.count == 80)
    #expect(questions.allSatisfy { $0.key != nil })
    #expect(Fixture.world.writingSet.probes.count == 40)
  }

  /// The reader of answers has to cope with the wordings that models learn.
  @Test func nearlyEveryAnswerCanBeRead() async {
    let sheet = await Fixture.sheet
    let unread = sheet.answers.values.joined().filter { $0 == nil }.count
    #expect(Double(unread) < 0.03 * Double(sheet.answers.count * sheet.keys.count))
  }
}
