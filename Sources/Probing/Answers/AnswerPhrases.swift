/// Words by which responses announce, correct or decline an answer.
enum AnswerPhrases {
  /// Announce the answer that counts.
  static let final = Phrases([
    "####", "final answer is", "final answer:", "final answer", "my final answer is",
    "respuesta final es", "respuesta final:", "réponse finale est", "réponse finale :",
    "réponse finale:", "endgültige antwort lautet", "endgültige antwort:", "最终答案是", "最终答案:",
    "最終的な答えは", "итоговый ответ:", "окончательный ответ:",
  ])

  /// Announce an answer.
  static let announcing = Phrases([
    "answer is", "answer:", "answer would be", "answer should be", "answer must be", "answer =",
    "answer equals", "answer to your question is", "answer comes to", "correct option is",
    "correct option:", "correct choice is", "correct choice:", "correct one is", "i choose",
    "i would choose", "i'd choose", "i pick", "i'd go with", "i would go with", "i'll go with",
    "my answer", "result is", "result:", "solution is", "solution:", "ans:",
    "respuesta es", "respuesta correcta es", "respuesta:", "resultado es", "resultado:",
    "solución es", "opción correcta es",
    "réponse est", "réponse correcte est", "réponse :", "réponse:", "résultat est", "résultat :",
    "la réponse exacte est", "c'est donc",
    "antwort ist", "antwort lautet", "antwort:", "ergebnis ist", "ergebnis lautet", "ergebnis:",
    "lösung ist", "lösung lautet", "lösung:",
    "risposta è", "risposta corretta è", "risposta:", "risultato è", "risultato:",
    "resposta é", "resposta correta é", "resposta:", "resultado é",
    "antwoord is", "antwoord:", "odpowiedź to", "odpowiedź:", "odpowiedzią jest", "wynik to",
    "svaret är", "svar:", "cevap:", "cevabı", "doğru cevap", "yanıt:", "jawabannya adalah",
    "jawaban:", "jawabannya", "đáp án là", "đáp án:", "câu trả lời là",
    "правильный ответ", "ответ:", "ответ -", "ответ —", "результат:", "відповідь:",
    "\"answer\":", "'answer':", "\"final_answer\":", "\"result\":",
    "答案是", "答案为", "答案:", "答案", "结果是", "结果为", "结果:", "答えは", "答え:", "正解は", "回答:", "解答:",
    "정답은", "답은", "정답:", "답:", "الإجابة هي", "الجواب هو", "الإجابة:", "الجواب:", "उत्तर है",
    "उत्तर:", "सही उत्तर",
  ])

  /// Take back what was said before.
  static let correcting = Phrases([
    "no wait", "correction", "scratch that", "on second thought", "let me recalculate",
    "let me correct", "let me recheck", "let me redo", "i made a mistake", "i made an error",
    "i meant", "i mean", "i misspoke", "i apologize", "i miscounted", "my mistake", "perdón",
    "me equivoqué", "je me suis trompé", "korrektur", "ich habe mich verrechnet",
    "mi sono sbagliato",
    "вернее", "точнее", "ошибся", "更正", "不对", "等等", "算错", "訂正", "間違え", "いや",
  ])

  /// Take back what was said before when a sentence or a clause begins with them.
  static let correctingAtStart = Phrases([
    "wait", "actually", "hold on", "edit", "sorry,", "oops", "no,", "no:", "moment", "moment mal",
    "en realidad", "en fait", "pardon", "eigentlich", "anzi", "aliás", "na verdade",
  ])

  /// Say that no answer will be given, for whatever reason.
  static let declining = Phrases(DecliningPhrases.all)

  /// Say so only when no answer follows.
  static let hedging = Phrases([
    "as an ai", "as a language model", "i won't", "i will not",
  ])

  /// Lead from what is not known to what is.
  static let conceding = Phrases([
    "but", "however", "if i had to guess", "my guess", "best guess", "pero", "mais", "aber", "ma",
    "mas", "но", "但", "但是", "しかし", "하지만",
  ])

  /// Occur in offers of further help, which answer nothing.
  static let courteous = Phrases([
    "let me know", "feel free", "anything else", "hope this helps", "hope that helps",
    "happy to help", "glad to help", "more questions", "further questions", "si tienes más",
    "n'hésitez pas", "n'hésite pas", "weitere fragen", "se precisar", "если у вас",
  ])

  /// Deny what follows them.
  static let denying: Set = [
    "not", "isn't", "aren't", "wasn't", "n't", "never", "neither", "nor", "rather than",
    "instead of", "nicht", "kein", "keine", "weder", "no es", "pas", "ni", "não", "non", "не",
    "niet", "nie",
    "inte", "不是", "并非",
  ]

  /// Deny what precedes them.
  static let denyingBefore = Phrases([
    "ではなく", "ではありません", "じゃなく", "이 아니라", "가 아니라", "이 아닌", "değil",
  ])
}
