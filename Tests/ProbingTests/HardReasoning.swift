import Probing

/// Reasoning shown or hidden, cut off or apologised for, in all kinds of answers.
enum HardReasoning {
  private static func integer(
    _ text: String, _ value: String?, isTruncated: Bool = false
  ) -> Awkward {
    Awkward(.integer, text, value, isTruncated: isTruncated)
  }

  static let hidden = [
    integer("<think>12 + 30 = 42</think>\n\n42", "42"),
    integer("<think>The answer is 41.</think>The answer is 42.", "42"),
    integer("<think>First try: 41.</think><think>Second: 43</think>42", "42"),
    integer("12 + 30 = 42</think>\n\n42", "42"),
    integer("<think>\n\n</think>\n\n42", "42"),
    integer("<thinking>Is it 41?</thinking>\n42", "42"),
    integer("<reasoning>Is it 41?</reasoning>\n42", "42"),
    integer("<thought>41</thought>42", "42"),
    integer("<thinking>The answer is 41, but let me", nil),
    integer("<think>The answer is 41, but let me", nil, isTruncated: true),
    integer("<think>a < b, so 41</think>42", "42"),
    integer("a < 50 and b > 3, so the answer is 42.", "42"),
    integer("<b>42</b>", "42"),
    integer("The answer is <b>42</b>.", "42"),
    integer("<p>The answer is 42.</p>", "42"),
    integer("42<|im_end|>", "42"),
    integer("42</s>", "42"),
    integer("42<|endoftext|>", "42"),
    integer("42<end_of_turn>", "42"),
  ]

  static let cutOff = [
    integer("12 × 12 = 144, 144 + 5 = 149, 149", nil, isTruncated: true),
    integer("Let me add: 76 + 56 = 132, 132 + 96 =", nil, isTruncated: true),
    integer("The answer is", nil, isTruncated: true),
    integer("The answer is 14", "14", isTruncated: true),
    integer("Final answer: 1,2", "1.2", isTruncated: true),
    integer("\\boxed{42}. To see why, note that", "42", isTruncated: true),
    integer("\\boxed{4", nil, isTruncated: true),
    integer("**42** is what I get after adding", nil, isTruncated: true),
    integer("So the total is **259**. Let me check this: 76 + 56", nil, isTruncated: true),
    integer("I'm sorry, but I cannot", nil, isTruncated: true),
    .refusedWhenCut("I'm sorry, but I can't help with that, because it"),
  ]

  static let apologies = [
    integer("Sorry for the delay! It's 42.", "42"),
    integer("I'm sorry to hear that you have to count so many lemons. There are 42 lemons.", "42"),
    integer("I'm afraid I made an error before: the result is 42.", "42"),
    integer("Unfortunately there is no shortcut, but the sum is 42.", "42"),
    integer("I can't show my work, but the answer is 42.", "42"),
    integer("I will not use a calculator. 6 × 7 = 42.", "42"),
    integer("I won't show any steps: 42", "42"),
    integer("As an AI, I don't have a body, but I'd pick 42.", "42"),
    integer("As an AI language model I have no favourite number, but let's go with 42.", "42"),
    integer("I can't be sure, but I believe it's 42.", "42"),
    integer("I don't know for certain. If I had to guess: 42.", "42"),
    integer("I'm not sure, but my best guess is 42.", "42"),
    integer("I'm not certain; perhaps 42?", "42"),
    integer("Hard to say. Around 42, I think.", "42"),
    integer("My guess would be 42.", "42"),
    integer("I do not know the exact figure, but roughly 1,500 people live there.", "1500"),
    .refusal(.integer, "I'm sorry, but I can't help with that request."),
    .refusal(.integer, "Sorry, I can't tell. My data end in 2021."),
    .refusal(.integer, "I do not have access to real-time data beyond 2021."),
    .refusal(.integer, "I'm unable to verify this number for 1998."),
    .refusal(.integer, "There is no reliable information about the year in which she was born."),
    .refusal(.integer, "I could not find a record of this glassmaker in the 19th century."),
    .refusal(.integer, "It is not possible to determine this from the 3 facts given."),
    .refusal(.integer, "No puedo ayudarte con eso."),
    .refusal(.integer, "Je suis désolé, mais je ne peux pas répondre à cette question."),
    .refusal(.integer, "Es tut mir leid, dazu kann ich nichts sagen."),
    .refusal(.integer, "Mi dispiace, non posso rispondere."),
    .refusal(.integer, "Desculpe, não tenho informações sobre isso."),
    .refusal(.integer, "К сожалению, я не могу ответить на этот вопрос."),
    .refusal(.integer, "К сожалению, у меня нет данных за 1998 год."),
    .refusal(.integer, "对不起，我不能回答这个问题。"),
    .refusal(.integer, "我不确定，无法提供1998年的数据。"),
    .refusal(.integer, "申し訳ありませんが、その質問にはお答えできません。"),
    .refusal(.integer, "죄송하지만 1998년의 정보는 알 수 없습니다."),
    .refusal(.integer, "عذراً، لا أستطيع الإجابة عن هذا السؤال."),
    .refusal(.integer, "माफ़ कीजिए, मैं नहीं बता सकता।"),
    .refusal(.integer, "Maaf, saya tidak dapat menjawab pertanyaan itu."),
    .refusal(.integer, "Xin lỗi, tôi không thể trả lời câu hỏi này."),
    .refusal(.integer, "Przykro mi, nie mogę na to odpowiedzieć."),
    .refusal(.integer, "Het spijt me, ik kan daar niet op antwoorden."),
  ]

  static let languages = [
    integer("La respuesta final es 42.", "42"),
    integer("El resultado es igual a 42.", "42"),
    integer("Son cuarenta y dos.", "42"),
    integer("Quedan 42 manzanas.", "42"),
    integer("En total hay 42.", "42"),
    integer("La réponse est donc 42.", "42"),
    integer("Le résultat est 42.", "42"),
    integer("Il reste 42 pommes.", "42"),
    integer("Cela fait 42 en tout.", "42"),
    integer("Quarante-deux.", "42"),
    integer("Die Lösung ist 42.", "42"),
    integer("Das Ergebnis beträgt 42.", "42"),
    integer("Es bleiben 42 Äpfel übrig.", "42"),
    integer("Zweiundvierzig.", "42"),
    integer("Also insgesamt 42.", "42"),
    integer("Il risultato è 42.", "42"),
    integer("Restano 42 mele.", "42"),
    integer("O resultado é 42.", "42"),
    integer("Sobram 42 maçãs.", "42"),
    integer("Het resultaat is 42.", "42"),
    integer("Er blijven 42 appels over.", "42"),
    integer("Wynik: 42", "42"),
    integer("Zostanie 42 jabłek.", "42"),
    integer("Svaret är 42.", "42"),
    integer("Ответ: 42 яблока.", "42"),
    integer("Останется 42 яблока.", "42"),
    integer("Получается 42.", "42"),
    integer("Сорок два.", "42"),
    integer("Відповідь: 42.", "42"),
    integer("答案：42。", "42"),
    integer("还剩42个苹果。", "42"),
    integer("一共有四十二只。", "42"),
    integer("等于42", "42"),
    integer("所以是42个。", "42"),
    integer("10只鸟飞走7只，还剩3只。", "3"),
    integer("答えは42個です。", "42"),
    integer("残りは42個です。", "42"),
    integer("42個", "42"),
    integer("정답은 42개입니다.", "42"),
    integer("42개 남습니다.", "42"),
    integer("الجواب: ٤٢", "42"),
    integer("النتيجة هي ٤٢.", "42"),
    integer("उत्तर: ४२", "42"),
    integer("Sonuç 42'dir.", "42"),
    integer("Cevap: 42'dir.", "42"),
    integer("Hasilnya adalah 42.", "42"),
    integer("Kết quả là 42.", "42"),
    integer("คำตอบคือ 42", "42"),
    integer("Η απάντηση είναι 42.", "42"),
    integer("התשובה היא 42.", "42"),
    integer("A válasz 42.", "42"),
    integer("Odpověď je 42.", "42"),
  ]
}

extension Awkward {
  /// A refusal that the token limit cut off.
  fileprivate static func refusedWhenCut(_ text: String) -> Awkward {
    var result = Awkward.refusal(.integer, text)
    result.isTruncated = true
    return result
  }
}
