/// Names of the numbers from 0 to 99 in Spanish, French, German, Italian and Russian, and of the
/// smallest ones in Portuguese. "Once" is left out: it is eleven in Spanish and a time in English.
enum NumberNames {
  /// The number of each name, in lower case.
  static let all: [String: Int] = {
    var names: [String: Int] = [:]
    for language in [spanish, french, german, italian, russian, portuguese] {
      for (value, name) in language where name != "once" { names[name] = value }
    }
    return names
  }()

  /// The names that running text uses for nothing else: from 13 on.
  static let inText = Phrases(all.filter { $0.value >= 13 }.keys)

  private typealias Names = [(value: Int, name: String)]

  private static func list(_ names: String, from first: Int = 0) -> Names {
    names.split(separator: " ").enumerated().map { (first + $0.offset, String($0.element)) }
  }

  /// Tens with and without a unit.
  private static func compounds(
    _ tens: Names, _ units: Names,
    _ join: (_ ten: String, _ unit: (value: Int, name: String)) -> String
  ) -> Names {
    tens.flatMap { ten in
      [(10 * ten.value, ten.name)]
        + units.filter { (1...9).contains($0.value) }.map {
          (10 * ten.value + $0.value, join(ten.name, $0))
        }
    }
  }

  private static let spanish: Names = {
    let small = list(
      "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
        + "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
        + "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve")
    let tens = list("treinta cuarenta cincuenta sesenta setenta ochenta noventa", from: 3)
    return small + compounds(tens, small) { "\($0) y \($1.name)" }
  }()

  private static let french: Names = {
    let small = list(
      "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
        + "dix-sept dix-huit dix-neuf")
    let tens = list("vingt trente quarante cinquante soixante", from: 2)
    let regular = compounds(tens, small) { $1.value == 1 ? "\($0) et un" : "\($0)-\($1.name)" }
    let seventies = small[10...].map {
      (60 + $0.value, $0.value == 11 ? "soixante et onze" : "soixante-\($0.name)")
    }
    let eighties = small[1...].map { (80 + $0.value, "quatre-vingt-\($0.name)") }
    return small + regular + seventies + [(80, "quatre-vingts")] + eighties
  }()

  private static let german: Names = {
    let small = list(
      "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
        + "sechzehn siebzehn achtzehn neunzehn")
    let tens = list(
      "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", from: 2)
    return small + compounds(tens, small) { "\($1.value == 1 ? "ein" : $1.name)und\($0)" }
  }()

  private static let italian: Names = {
    let small = list(
      "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
        + "quindici sedici diciassette diciotto diciannove")
    let tens = list(
      "venti trenta quaranta cinquanta sessanta settanta ottanta novanta", from: 2)
    return small
      + compounds(tens, small) { ten, unit in
        let stem = unit.value == 1 || unit.value == 8 ? String(ten.dropLast()) : ten
        return stem + (unit.value == 3 ? "tré" : unit.name)
      }
  }()

  private static let russian: Names = {
    let small = list(
      "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
        + "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать")
    let tens = list(
      "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто", from: 2)
    return small + compounds(tens, small) { "\($0) \($1.name)" }
  }()

  private static let portuguese = list(
    "zero um dois três quatro cinco seis sete oito nove dez onze doze")
}
