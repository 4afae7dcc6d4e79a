/// Phrases by which responses decline: unwilling, unable or without the knowledge.
enum DecliningPhrases {
  static let all = english + others

  private static let verbs = [
    "help", "assist", "provide", "answer", "determine", "give", "say", "tell", "verify", "share",
    "comply", "fulfill", "do that", "do this", "access", "compute", "confirm", "find", "identify",
    "discuss", "engage", "speculate", "comment",
  ]

  private static let english =
    verbs.flatMap { verb in
      ["i can't", "i cannot", "i can not", "i won't", "i will not", "i couldn't", "i could not"].map
      {
        "\($0) \(verb)"
      }
    } + [
      "i don't know", "i do not know", "i'm unable", "i am unable", "i'm not able", "i am not able",
      "unable to answer",
      "unable to provide", "unable to determine", "i don't have access", "i do not have access",
      "i don't have information", "i do not have information", "i don't have any information",
      "i do not have any information", "i don't have enough information",
      "i do not have enough information", "i don't have any record", "i do not have any record",
      "i don't have specific", "i do not have specific", "i don't have reliable",
      "i do not have reliable", "i have no information", "i'm not aware of", "i am not aware of",
      "i'm not familiar with", "i am not familiar with", "not enough information",
      "no reliable information", "not possible to determine", "i must decline", "i have to decline",
      "i'd rather not", "i would rather not", "not comfortable", "cannot be determined",
      "can't be determined", "there is no record", "no record of", "does not appear to be",
      "doesn't appear to be", "may be fictional", "appears to be fictional", "does not exist",
      "doesn't exist",
    ]

  private static let others = [
    "no puedo", "no tengo información", "no dispongo de información", "no lo sé", "no sé",
    "je ne peux pas", "je ne suis pas en mesure", "je ne sais pas", "je n'ai pas d'information",
    "je n'ai pas d'informations", "je ne dispose pas", "ich kann nicht", "kann ich nicht",
    "kann ich leider nicht", "ich kann dir nicht", "ich kann ihnen nicht", "ich kann leider",
    "kann ich nichts", "ich weiß nicht", "ich weiß es nicht", "liegen mir keine", "habe ich keine",
    "ich habe keine", "keine informationen", "non posso", "non sono in grado", "non lo so",
    "non ho informazioni", "não posso", "não consigo", "não sei", "não tenho informações",
    "ik kan niet", "ik kan hier niet", "ik kan daar niet", "ik weet het niet", "nie mogę",
    "nie wiem", "nie mam informacji", "jag kan inte", "jag vet inte", "bilmiyorum",
    "yardımcı olamam", "не могу", "не знаю", "у меня нет", "我不能", "我无法", "无法回答", "无法提供",
    "我不知道", "没有相关信息", "没有找到", "没有关于", "できません", "わかりません", "分かりません",
    "お答えできま", "ことはできま", "할 수 없습니다", "모르겠습니다", "알 수 없습니다", "لا أستطيع",
    "لا يمكنني", "لا أعرف", "मैं नहीं", "मुझे नहीं पता", "tidak dapat", "saya tidak tahu",
    "tôi không thể", "tôi không biết",
  ]
}
