/// The task forms of `numeric-recall-v1` that ask for facts out of tables: with a key where the fact
/// is fixed by definition or long settled, without one where sources differ.
enum RecallTables {
  static let forms: [TaskForm] = [
    form(
      "asteroid", asteroids,
      [
        "Which number does the minor planet @ bear in the catalogue?",
        "The asteroid @ has an official number in front of its name. Which?",
        "Under what number is @ listed among the minor planets?",
      ]),
    form(
      "koechel", koechel,
      [
        "What is the Köchel number of Mozart's @?", "Mozart's @: which K. number did it get?",
        "Under which number does Köchel's catalogue (first edition) list Mozart's @?",
      ]),
    form(
      "bwv", bwv,
      [
        "Which BWV number has Bach's @?", "Bach, @: give the number in the Bach-Werke-Verzeichnis.",
        "The catalogue of Bach's works lists the @ under what number?",
      ]),
    form(
      "university", universities,
      [
        "In which year was the university of @ founded?",
        "When did @ get its university? Give the year.",
        "What founding year does the University of @ claim?",
      ]),
    form(
      "chapters", chapters,
      [
        "How many chapters does the novel @ have?", "Into how many chapters is @ divided?",
        "What is the number of the last chapter of @, counted from the beginning?",
      ]),
    form(
      "scripture", scripture,
      [
        "How many @?", "From memory: how many @?", "By the usual division, how many @?",
      ]),
    form(
      "event", events,
      [
        "In which year did this take place: @?", "What year goes with the @?",
        "Date the @ by its year.",
      ]),
    form(
      "calling-code", callingCodes,
      [
        "What is the international telephone calling code of @?",
        "Which digits follow the plus sign when one phones @ from abroad?",
        "Phone numbers in @ begin with which country code?",
      ]),
    form(
      "birth-year", births,
      [
        "In which year was the mathematician @ born?",
        "What is @'s year of birth (the mathematician)?",
        "When was @, known for mathematics, born? Year only.",
      ]),
    form(
      "peak", peaks,
      [
        "How high is @, in metres above sea level?", "What elevation in metres is given for @?",
        "To the metre, as far as you know: the height of @?",
      ]),
    form(
      "river", rivers,
      [
        "How long is the river @ in kilometres?",
        "What length in km is usually stated for the @ river?",
        "From source to mouth the @ measures how many kilometres?",
      ]),
    form(
      "lake-depth", lakes,
      [
        "What is the maximum depth of @ in metres?",
        "How deep is @ at its deepest point, in metres?",
        "A sounding line at the deepest place of @ runs out how many metres?",
      ]),
    form(
      "population", towns,
      [
        "How many inhabitants does @ have, by your best knowledge of a recent count?",
        "Give a population figure for @, to the last digit if you can.",
        "What number of residents would you put down for @?",
      ]),
    form(
      "bridge", bridges,
      [
        "How long is the main span of the @ in metres?",
        "What is the longest span of the @, in metres?",
        "The @ crosses its widest opening in one span of how many metres?",
      ]),
    form(
      "tunnel", tunnels,
      [
        "How long is the @, in metres?", "What length in metres do you know for the @?",
        "Portal to portal, how many metres does the @ measure?",
      ]),
  ]

  /// Subjects in three lines by obscurity, each "name=key" or just "name", separated by "; ".
  private static func form(_ name: String, _ table: [String], _ phrasings: [String]) -> TaskForm {
    TaskForm(name) { random, level in
      let entries = table[level.rawValue - 1].split(separator: ";")
      let parts = random.pick(Array(entries)).split(separator: "=")
      let subject = parts[0].trimmed
      let phrase = random.pick(phrasings).split(separator: "@", omittingEmptySubsequences: false)
      let key = parts.count > 1 ? parts[1].trimmed : nil
      return TaskItem(
        Phrasing.figure(phrase.joined(separator: subject), &random), key: key, .integer,
        about: subject)
    }
  }

  private static let asteroids = [
    "Vesta=4; Pallas=2; Eros=433; Psyche=16; Juno=3; Apophis=99942",
    "Ida=243; Gaspra=951; Itokawa=25143; Bennu=101955; Chiron=2060; Hygiea=10",
    "Steins=2867; Lutetia=21; Toutatis=4179; Geographos=1620; Mathilde=253; Hektor=624; Braille=9969",
  ]

  private static let koechel = [
    "Requiem=626; Jupiter Symphony=551; opera The Magic Flute=620; serenade Eine kleine Nachtmusik=525; "
      + "opera Don Giovanni=527",
    "Clarinet Concerto=622; Prague Symphony=504; opera The Marriage of Figaro=492; motet Ave verum corpus=618; "
      + "Linz Symphony=425; Piano Concerto No. 20 in D minor=466",
    "opera Idomeneo=366; Coronation Mass=317; Sinfonia concertante for violin and viola=364; "
      + "Clarinet Quintet=581; Gran Partita=361; Haffner Symphony=385; Piano Concerto No. 24 in C minor=491",
  ]

  private static let bwv = [
    "Toccata and Fugue in D minor for organ=565; Goldberg Variations=988; St Matthew Passion=244; "
      + "Mass in B minor=232; Art of Fugue=1080",
    "St John Passion=245; first Brandenburg Concerto=1046; Musical Offering=1079; Christmas Oratorio=248; "
      + "first Cello Suite=1007; Magnificat in D=243",
    "Italian Concerto=971; Passacaglia in C minor=582; Coffee Cantata=211; Peasant Cantata=212; "
      + "Concerto for two violins in D minor=1043; cantata Wachet auf, ruft uns die Stimme=140; "
      + "second Partita for solo violin=1004",
  ]

  private static let universities = [
    "Heidelberg=1386; Uppsala=1477; Leiden=1575; Vienna=1365; Kraków=1364",
    "Leuven=1425; Basel=1460; Lund=1666; Tartu=1632; Groningen=1614",
    "Rostock=1419; Graz=1585; Vilnius=1579; Jena=1558; Utrecht=1636; Greifswald=1456",
  ]

  private static let chapters = [
    "Pride and Prejudice=61; Moby-Dick (without the epilogue)=135; Dracula=27; Jane Eyre=38; "
      + "Treasure Island=34",
    "Emma=55; Great Expectations=59; The Count of Monte Cristo=117; Wuthering Heights=34; "
      + "Frankenstein (1831 edition)=24; Sense and Sensibility=50",
    "Bleak House=67; David Copperfield=64; Oliver Twist=53; Mansfield Park=48; Northanger Abbey=31; "
      + "Persuasion=24; Vanity Fair=67",
  ]

  private static let scripture = [
    "chapters has the Book of Genesis=50; verses has Psalm 119=176; chapters has the Book of Job=42; "
      + "chapters has the Acts of the Apostles=28; suras has the Quran=114",
    "chapters has the Book of Isaiah=66; chapters has the Book of Leviticus=27; "
      + "verses has the sura al-Baqara=286; chapters has the Book of Proverbs=31; "
      + "verses has the sura Yasin=83",
    "chapters has the Book of Ezekiel=48; chapters has the Second Book of Chronicles=36; "
      + "verses has the sura Yusuf=111; verses has the sura al-Kahf=110; verses has the sura Maryam=98; "
      + "chapters has the Book of Jeremiah=52",
  ]

  private static let events = [
    "Battle of Lepanto=1571; Treaty of Tordesillas=1494; Battle of Hastings=1066; Peace of Augsburg=1555; "
      + "Treaty of Waitangi=1840",
    "Battle of Manzikert=1071; Battle of Grunwald=1410; Union of Lublin=1569; Battle of Poltava=1709; "
      + "Battle of Sekigahara=1600; Battle of Adwa=1896",
    "Treaty of Nerchinsk=1689; Battle of Talas=751; Peace of Nystad=1721; Treaty of Roskilde=1658; "
      + "Treaty of Küçük Kaynarca=1774; Battle of Ain Jalut=1260; Battle of Lechfeld against the Magyars=955; "
      + "Battle of Alcácer Quibir=1578",
  ]

  private static let callingCodes = [
    "Portugal=351; Norway=47; Egypt=20; Ireland=353; Vietnam=84",
    "Mongolia=976; Bolivia=591; Malta=356; Bhutan=975; Benin=229; Andorra=376",
    "Vanuatu=678; Suriname=597; Lesotho=266; Palau=680; Kiribati=686; Comoros=269; Eritrea=291; Nauru=674",
  ]

  private static let births = [
    "Emmy Noether=1882; Srinivasa Ramanujan=1887; Ada Lovelace=1815; Leonhard Euler=1707; "
      + "Carl Friedrich Gauss=1777",
    "Sofia Kovalevskaya=1850; Niels Henrik Abel=1802; Karl Weierstrass=1815; Richard Dedekind=1831; "
      + "Arthur Cayley=1821; Augustin-Louis Cauchy=1789",
    "Pafnuty Chebyshev=1821; Giuseppe Peano=1858; Hermann Grassmann=1809; Leopold Kronecker=1823; "
      + "Charles Hermite=1822; Jakob Steiner=1796; James Joseph Sylvester=1814; Vito Volterra=1860",
  ]

  private static let peaks = [
    "Mont Blanc; Kilimanjaro; Denali; Aconcagua; Mount Fuji",
    "Grossglockner; Mount Ararat; Toubkal; Pico Duarte; Musala; Gerlachovský štít",
    "Mount Paektu; Emi Koussi; Pico da Neblina; Khüiten Peak; Mount Wilhelm; Ras Dashen; Snøhetta; "
      + "Moldoveanu",
  ]

  private static let rivers = [
    "Rhine; Danube; Seine; Volga; Ganges",
    "Tisza; Neman; Ebro; Orinoco; Drava; Murrumbidgee",
    "Olenyok; Daugava; Juruá; Shebelle; Klarälven; Sakarya; Chindwin; Warta",
  ]

  private static let lakes = [
    "Lake Baikal; Loch Ness; Lake Geneva; Lake Superior; Lake Titicaca",
    "Lake Ohrid; Lake Constance; Crater Lake; Lake Vättern; Lake Malawi; Lake Como",
    "Lake Matano; Lake Hornindal; Lake Attersee; Lake Prespa; Lake Wakatipu; Lake Nahuel Huapi; Lake Tinn; "
      + "Lake Iseo",
  ]

  private static let towns = [
    "Lyon in France; Bergen in Norway; Graz in Austria; Porto in Portugal; Bologna in Italy",
    "Umeå in Sweden; Tartu in Estonia; Banská Bystrica in Slovakia; Cuenca in Ecuador; Oulu in Finland; "
      + "Dunedin in New Zealand",
    "Ushuaia in Argentina; Kiruna in Sweden; Šibenik in Croatia; Hof in Bavaria; Tórshavn in the Faroes; "
      + "Kutaisi in Georgia; Aosta in Italy; Zug in Switzerland",
  ]

  private static let bridges = [
    "Golden Gate Bridge; Brooklyn Bridge; Akashi Kaikyo Bridge; Øresund Bridge; Humber Bridge",
    "Forth Bridge; Verrazzano-Narrows Bridge; Normandy Bridge; Sydney Harbour Bridge; Rio-Antirio Bridge; "
      + "Höga Kusten Bridge",
    "Kerch Strait Bridge; Vasco da Gama Bridge; Skarnsund Bridge; Krk Bridge; Tatara Bridge; "
      + "Howrah Bridge; Quebec Bridge; Ganter Bridge",
  ]

  private static let tunnels = [
    "Channel Tunnel; Gotthard Base Tunnel; Seikan Tunnel; Mont Blanc Road Tunnel; Simplon Tunnel",
    "Lærdal Tunnel; Arlberg Railway Tunnel; Lötschberg Base Tunnel; Semmering Tunnel of 1854; "
      + "Fréjus Road Tunnel; Cascade Tunnel",
    "Furka Base Tunnel; Vereina Tunnel; Tauern Railway Tunnel; Karawanks Road Tunnel; Bosruck Tunnel; "
      + "Lierasen Tunnel; Ricken Tunnel; Severn Tunnel",
  ]
}
