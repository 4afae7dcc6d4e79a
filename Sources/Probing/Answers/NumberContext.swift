/// What the words around a number say about its part in the sentence.
enum NumberContext {
  /// Whether the sentence is about the number, as in "259 is the sum of ...".
  static func isSubject(_ text: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
    guard Cutting.words(text[..<range.lowerBound], atMost: 1).isEmpty else { return false }
    let next = Cutting.words(text[range.upperBound...], atMost: 2)
    return next.count == 2 && next[0] == "is" && subjects.contains(next[1])
  }

  private static let subjects: Set = ["the", "my", "what", "correct", "right"]

  /// Whether a verb of stating stands shortly before the number.
  static func isStated(_ text: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
    let before = text[..<range.lowerBound]
    return Cutting.lastWords(before, 4).contains(where: verbs.contains)
      || before.suffix(2).contains { ideographs.contains($0) }
  }

  private static let ideographs: Set<Unicode.Scalar> = Set("剩是为共有得于下は가".unicodeScalars)

  private static let verbs: Set = [
    "is", "are", "was", "were", "be", "equals", "equal", "makes", "make", "made", "gives", "give",
    "gave", "yields", "get", "gets", "got", "has", "have", "had", "total", "totals", "contains",
    "needs", "leaves", "leaving", "remain", "remains", "costs", "cost", "paid", "pays", "takes",
    "took", "contain", "becomes", "become", "comes", "there's", "it's", "that's", "exactly", "es",
    "son", "hay", "tiene", "quedan", "da", "suma", "cuesta", "est", "sont", "reste", "font", "fait",
    "donne", "coûte", "ist", "sind", "hat", "ergibt", "beträgt", "macht", "bleiben", "ergeben",
    "kostet", "è", "sono", "fa", "ha", "é", "são", "tem", "custa", "равно", "равна", "равен",
    "составляет", "получается", "будет", "осталось", "to", "wynosi", "jest", "eder", "adalah", "là",
  ]
}
