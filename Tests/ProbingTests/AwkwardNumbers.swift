import Probing

/// A response written for the tests, and what has to be read out of it.
struct Awkward: Sendable, CustomStringConvertible {
  var kind: AnswerKind
  var text: String
  var answer: Answer
  var isTruncated = false
  var choices: [String]?

  init(
    _ kind: AnswerKind, _ text: String, _ value: String?, isTruncated: Bool = false,
    choices: [String]? = nil
  ) {
    self.kind = kind
    self.text = text
    answer = value.map { .given($0) } ?? .none
    self.isTruncated = isTruncated
    self.choices = choices
  }

  var description: String { "\(kind): \(text.prefix(60))" }

  static func refusal(_ kind: AnswerKind, _ text: String) -> Awkward {
    var result = Awkward(kind, text, nil)
    result.answer = .refused
    return result
  }
}

enum AwkwardNumbers {
  static let integers = [
    Awkward(.integer, "42", "42"),
    Awkward(.integer, "  42.\n", "42"),
    Awkward(.integer, "**42**", "42"),
    Awkward(.integer, "$$\\boxed{42}$$", "42"),
    Awkward(.integer, "The answer is \\(42\\).", "42"),
    Awkward(.integer, "So we get $\\boxed{1{,}234}$ in the end.", "1234"),
    Awkward(.integer, "\\boxed{\\text{17 apples}}", "17"),
    Awkward(.integer, "1,000", "1000"),
    Awkward(.integer, "1.000", "1000"),
    Awkward(.integer, "1 000", "1000"),
    Awkward(.integer, "1\u{202F}000\u{202F}000", "1000000"),
    Awkward(.integer, "1'234'567", "1234567"),
    Awkward(.integer, "1’234’567", "1234567"),
    Awkward(.integer, "12,34,567", "1234567"),
    Awkward(.integer, "1.234.567", "1234567"),
    Awkward(.integer, "４２", "42"),
    Awkward(.integer, "答えは１，２３４です。", "1234"),
    Awkward(.integer, "الجواب هو ٤٢", "42"),
    Awkward(.integer, "उत्तर है ४२।", "42"),
    Awkward(.integer, "The answer is not 7 but 9.", "9"),
    Awkward(.integer, "It isn't 7, it's 9.", "9"),
    Awkward(.integer, "Die Antwort ist nicht 7, sondern 9.", "9"),
    Awkward(.integer, "La respuesta no es 7 sino 9.", "9"),
    Awkward(.integer, "The answer is 12. Wait, I forgot to carry. The answer is 112.", "112"),
    Awkward(.integer, "The answer is 12. Wait, that is wrong, it should be 112.", "112"),
    Awkward(.integer, "It's 30. Actually, 31.", "31"),
    Awkward(.integer, "I apologize for the confusion. The correct answer is 58.", "58"),
    Awkward(.integer, "The answer is either 12 or 14.", nil),
    Awkward(.integer, "12 or 14", nil),
    Awkward(.integer, "Answer: 12 or 14, depending on how you count.", nil),
    Awkward(.integer, "It is between 20 and 30.", nil),
    Awkward(.integer, "The answer is 20-30.", nil),
    Awkward(.integer, "47 × 86 = 4042", "4042"),
    Awkward(.integer, "47 * 86 = 4,042.", "4042"),
    Awkward(.integer, "47 · 86 = 4.042", "4042"),
    Awkward(
      .integer, "First, 40 × 86 = 3440. Then 7 × 86 = 602. Together that makes 4042.", "4042"),
    Awkward(.integer, "Step 1: 12 + 30 = 42\nStep 2: 42 - 5 = 37\n\n37", "37"),
    Awkward(.integer, "Step 1: 12 + 30 = 42\nStep 2: 42 - 5 = 37", "37"),
    Awkward(.integer, "1. Add 12 and 30.\n2. Subtract 5.\nThe result is 37.", "37"),
    Awkward(.integer, "There are 4042 rolls in the 47 boxes.", "4042"),
    Awkward(.integer, "She has 19 left after giving away 5.", "19"),
    Awkward(.integer, "#### 72", "72"),
    Awkward(.integer, "Natalia sold 48/2 = 24 clips in May. 48 + 24 = 72\n#### 72", "72"),
    Awkward(.integer, "Answer: -15", "-15"),
    Awkward(.integer, "Answer: −15", "-15"),
    Awkward(.integer, "minus fifteen", "-15"),
    Awkward(.integer, "The result is negative 15.", "-15"),
    Awkward(.integer, "10 - 3 = 7", "7"),
    Awkward(.integer, "- 7", "7"),
    Awkward(.integer, "forty-two", "42"),
    Awkward(.integer, "The answer is one hundred and five.", "105"),
    Awkward(.integer, "two thousand three hundred", "2300"),
    Awkward(.integer, "四十二", "42"),
    Awkward(.integer, "siete", "7"),
    Awkward(.integer, "3 million", "3000000"),
    Awkward(.integer, "About 2.5 million people.", "2500000"),
    Awkward(.integer, "1.2 × 10^6", "1200000"),
    Awkward(.integer, "1.2e6", "1200000"),
    Awkward(.integer, "3万", "30000"),
    Awkward(.integer, "The 5th one, so the answer is 5th.", "5"),
    Awkward(.integer, "The answer is 7 (since 3 + 4 = 7).", "7"),
    Awkward(.integer, "Final answer: 7. Earlier I said the answer is 8.", "7"),
    Awkward(.integer, "**Final Answer:** 1,024", "1024"),
    Awkward(.integer, "### Answer\n\n**64**", "64"),
    Awkward(.integer, "The answer is\n\n64", "64"),
    Awkward(.integer, "Das Ergebnis lautet 1.234.", "1234"),
    Awkward(.integer, "La réponse est 1 234.", "1234"),
    Awkward(.integer, "La respuesta correcta es 18.", "18"),
    Awkward(.integer, "A resposta é 18.", "18"),
    Awkward(.integer, "La risposta è 18.", "18"),
    Awkward(.integer, "Ответ: 18.", "18"),
    Awkward(.integer, "答案是18。", "18"),
    Awkward(.integer, "所以一共是18个苹果。答案：18个", "18"),
    Awkward(.integer, "정답은 18입니다.", "18"),
    Awkward(.integer, "Het antwoord is 18.", "18"),
    Awkward(.integer, "Odpowiedź: 18", "18"),
    Awkward(.integer, "<think>maybe 5, or 6</think>The answer is 7.", "7"),
    Awkward(.integer, "<think>The answer is 5, but let me check", nil),
    Awkward(
      .integer, "Let me compute: 12 × 12 = 144, then 144 + 5 = 149, then", nil, isTruncated: true),
    Awkward(.integer, "The answer is 149, because 12 × 12", "149", isTruncated: true),
    Awkward(.integer, "149", nil, isTruncated: true),
    Awkward(.integer, "", nil),
    Awkward(.integer, "   \n ", nil),
    Awkward(.integer, "I think it is quite a large number.", nil),
    Awkward(.integer, "12.5", "12.5"),
    Awkward(.integer, "$45", "45"),
    Awkward(.integer, "US$45", "45"),
    Awkward(.integer, "-€45", "-45"),
    Awkward(.integer, "45%", "45"),
    Awkward(.integer, "007", "7"),
    Awkward(.integer, "+7", "7"),
    Awkward(.integer, "The train leaves at 12:30 and the answer is 95 minutes.", "95"),
    Awkward(.integer, "(a) H2O has 2 hydrogen atoms; the answer is 2.", "2"),
    Awkward(.integer, "Therefore the remainder is **13**.", "13"),
    Awkward(.integer, "`13`", "13"),
    Awkward(.integer, "There are 3 r's in strawberry.", "3"),
    Awkward(
      .integer,
      """
      To find the total, I'll work in two steps.

      1. **Rows:** 12 × 14 = 168
      2. **Left over:** 168 − 9 = 159

      So the total number of chairs is **159**.
      """, "159"),
    Awkward(
      .integer,
      """
      Okay, so 38 × 27. Hmm, 38 × 20 = 760 and 38 × 7 = 266.
      760 + 266 = 1026

      Let me double-check: 40 × 27 = 1080, minus 54, that is 1026. Yes.
      """, "1026"),
    Awkward(
      .integer,
      """
      **Solution**

      The primes below 20 are 2, 3, 5, 7, 11, 13, 17, 19.

      $$2 + 3 + 5 + 7 + 11 + 13 + 17 + 19 = 77$$
      """, "77"),
    Awkward(
      .integer,
      """
      | Item | Price |
      |---|---|
      | Pens | 12 |
      | Paper | 30 |

      Total: 42
      """, "42"),
    Awkward(.integer, "Sure! 17 times 6 is 102. Let me know if you have 1 more question.", "102"),
    Awkward(.integer, "The answer is 102. Is there anything else, perhaps 1 or 2 more?", "102"),
    Awkward(.integer, "Answer: **9**  \nExplanation: there are 10 posts and 9 gaps.", "9"),
    .refusal(.integer, "I'm sorry, but I can't help with that."),
    .refusal(.integer, "As an AI, I do not have access to the register of 1998."),
    .refusal(.integer, "Lo siento, no puedo responder a eso."),
    .refusal(.integer, "很抱歉，我无法回答这个问题。"),
    .refusal(.integer, "I don't know the exact figure for 1998."),
    .refusal(.integer, "Das kann ich leider nicht sagen, ich habe keine Daten zu 1998."),
    Awkward(.integer, "Il y a 24 œufs.", "24"),
    Awkward(.integer, "Es sind insgesamt 24 Eier.", "24"),
    Awkward(.integer, "Hay 24 huevos en las 4 cajas.", "24"),
    Awkward(.integer, "Всего получается 24 яйца.", "24"),
    Awkward(.integer, "Ответ — 24", "24"),
    Awkward(.integer, "Cevap: 24", "24"),
    Awkward(.integer, "Jawabannya adalah 24.", "24"),
    Awkward(.integer, "Đáp án là 24.", "24"),
    Awkward(.integer, "Svar: 24", "24"),
    Awkward(.integer, "Let x be the number of eggs.\nx = 24", "24"),
    Awkward(.integer, "24 (twenty-four)", "24"),
    Awkward(.integer, "\"24\"", "24"),
    Awkward(.integer, "= 24", "24"),
    Awkward(.integer, "Answer:\n\n> 24", "24"),
    Awkward(.integer, "The answer is approximately 24.", "24"),
    Awkward(.integer, "The answer is definitely not 24.", nil),
    Awkward(.integer, "Not 24.", nil),
    Awkward(.integer, "| step | value |\n| 1 | 12 |\n\nFinal answer: 24", "24"),
    Awkward(.integer, "The two candidates are 24 and 42; the answer is 42.", "42"),
    Awkward(.integer, "My first thought was 24. On second thought, it is 42.", "42"),
    Awkward(.integer, "Oops, I made a mistake above. The sum is 42.", "42"),
    Awkward(.integer, "6,720,", "6720"),
    Awkward(.integer, "6720 - that is the product.", "6720"),
    Awkward(.integer, "It equals 2^10, which is 1024.", "1024"),
    Awkward(.integer, "\\[ 12 \\times 12 = 144 \\]", "144"),
    Awkward(.integer, "12 squared is 144.", "144"),
    Awkward(.integer, "100,000,000,000,000", "100000000000000"),
    Awkward(.integer, "31415926535897932384626433", "31415926535897932384626433"),
    Awkward(.integer, "I can't be certain, but the answer is 17.", "17"),
    Awkward(.integer, "I'm sorry, I don't know exactly. My best guess: the answer is 17.", "17"),
  ]

  static let decimals = [
    Awkward(.decimal, "3.14", "3.14"),
    Awkward(.decimal, "3,14", "3.14"),
    Awkward(.decimal, "3.140", "3.14"),
    Awkward(.decimal, "1.234,56", "1234.56"),
    Awkward(.decimal, "1,234.56", "1234.56"),
    Awkward(.decimal, "1 234,56 €", "1234.56"),
    Awkward(.decimal, "1'234.56", "1234.56"),
    Awkward(.decimal, "0,125", "0.125"),
    Awkward(.decimal, ".5", "0.5"),
    Awkward(.decimal, "The answer is 2.50 metres.", "2.5"),
    Awkward(.decimal, "≈ 2.718", "2.718"),
    Awkward(.decimal, "x ≈ 2.718", "2.718"),
    Awkward(.decimal, "The total is $1,045.20.", "1045.2"),
    Awkward(.decimal, "12.75 × 3.6 = 45.9", "45.9"),
    Awkward(.decimal, "\\boxed{\\frac{3}{4}}", "3/4"),
    Awkward(.decimal, "The probability is 6/8.", "3/4"),
    Awkward(.decimal, "It costs 3.99 euros, not 4.99.", "3.99"),
    Awkward(.decimal, "1.6 × 10⁻³", "0.0016"),
    Awkward(.decimal, "6.02e3", "6020"),
    Awkward(.decimal, "25 %", "25"),
    Awkward(.decimal, "Ergebnis: 2,5", "2.5"),
    Awkward(.decimal, "约为3.5", "3.5"),
    Awkward(.decimal, "５．２５", "5.25"),
    Awkward(.decimal, "-0.0", "0"),
    Awkward(.decimal, "The result is roughly 98.6 degrees (37 °C).", "98.6"),
    .refusal(.decimal, "I am unable to compute that."),
  ]
}
