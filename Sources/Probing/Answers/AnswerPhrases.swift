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
    "答案是", "答案为", "答案:", "答案", "结果是", "结果为", "结果:", "答えは", "答え:", "正解は", "回答:", "解答:",
    "정답은", "답은", "정답:", "답:", "الإجابة هي", "الجواب هو", "الإجابة:", "الجواب:", "उत्तर है",
    "उत्तर:", "सही उत्तर",
  ])

  /// Take back what was said before.
  static let correcting = Phrases([
    "wait", "actually", "correction", "scratch that", "on second thought", "let me recalculate",
    "let me correct", "let me recheck", "let me redo", "i made a mistake", "i made an error",
    "i meant", "i misspoke", "i apologize", "my mistake", "hold on", "perdón", "en realidad",
    "me equivoqué", "en fait", "je me suis trompé", "pardon", "moment", "eigentlich", "korrektur",
    "ich habe mich verrechnet", "anzi", "aliás", "na verdade", "вернее", "точнее", "ошибся",
    "更正", "不对", "等等", "訂正", "いや",
  ])

  /// Say that no answer will be given, for whatever reason.
  static let declining = Phrases([
    "i can't help", "i cannot help", "i can't assist", "i cannot assist", "i can't provide",
    "i cannot provide", "i can't answer", "i cannot answer", "i can not answer",
    "i can't determine",
    "i cannot determine", "i can't give", "i cannot give", "i can't say", "i cannot say",
    "i can't tell", "i cannot tell", "i can't verify", "i cannot verify", "i can't share",
    "i cannot share", "i can't comply", "i cannot comply", "i can't fulfill", "i cannot fulfill",
    "i can't do that", "i cannot do that", "i can't access", "i cannot access", "i can't compute",
    "i cannot compute", "i can't confirm", "i cannot confirm", "i can't find", "i cannot find",
    "i could not find", "i couldn't find", "i'm unable", "i am unable", "i'm not able",
    "i am not able", "unable to answer", "unable to provide", "unable to determine", "as an ai",
    "as a language model", "i don't have access", "i do not have access",
    "i don't have information",
    "i do not have information", "i don't have any information", "i do not have any information",
    "i don't have enough information", "i do not have enough information", "i don't have specific",
    "i do not have specific", "i don't have reliable", "i do not have reliable", "i don't know",
    "i do not know", "i have no information", "i'm not aware of", "i am not aware of",
    "i'm not familiar with", "i am not familiar with", "not enough information", "i must decline",
    "i have to decline", "i won't", "i will not", "i'd rather not", "i would rather not",
    "not comfortable", "cannot be determined", "there is no record", "no puedo",
    "no tengo información",
    "no dispongo de información", "no lo sé", "no sé", "je ne peux pas", "je ne suis pas en mesure",
    "je ne sais pas", "je n'ai pas d'information", "je ne dispose pas", "ich kann nicht",
    "kann ich nicht", "kann ich leider nicht", "ich kann dir nicht", "ich kann ihnen nicht",
    "ich kann leider", "ich weiß nicht", "ich weiß es nicht", "liegen mir keine", "habe ich keine",
    "ich habe keine", "non posso", "non sono in grado", "non lo so", "non ho informazioni",
    "não posso", "não consigo", "não sei", "não tenho informações", "ik kan niet",
    "ik kan hier niet",
    "ik weet het niet", "nie mogę", "nie wiem", "nie mam informacji", "jag kan inte",
    "jag vet inte",
    "bilmiyorum", "yardımcı olamam", "не могу", "не знаю", "у меня нет", "我不能", "我无法", "无法回答",
    "无法提供", "我不知道", "没有相关信息", "没有找到", "できません", "わかりません", "分かりません", "お答えできま",
    "ことはできま", "할 수 없습니다", "모르겠습니다", "알 수 없습니다", "لا أستطيع", "لا يمكنني", "لا أعرف",
    "मैं नहीं", "मुझे नहीं पता", "tidak dapat", "saya tidak tahu", "tôi không thể", "tôi không biết",
  ])

  /// Occur in offers of further help, which answer nothing.
  static let courteous = Phrases([
    "let me know", "feel free", "anything else", "hope this helps", "hope that helps",
    "happy to help", "glad to help", "more questions", "further questions", "si tienes más",
    "n'hésitez pas", "n'hésite pas", "weitere fragen", "se precisar", "если у вас",
  ])

  /// Deny what follows them.
  static let denying: Set<String> = [
    "not", "isn't", "aren't", "wasn't", "n't", "never", "nicht", "kein", "keine", "pas", "não",
    "non", "не", "niet", "nie", "inte", "değil", "不是", "并非",
  ]
}
