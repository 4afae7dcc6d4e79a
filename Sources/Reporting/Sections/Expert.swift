import Similarity

extension Section {
  /// What only the expert can say; left blank, and visibly so.
  static let expert = Section(id: "expert", title: "Fields the expert fills in") { _ in
    [
      .paragraph(
        """
        The program has no opinion. What follows is for the person who gives one; until it is filled \
        in and signed, this document is a computation and not an expert's report.
        """),
      .heading("Statements (Fed. R. Civ. P. 26(a)(2)(B))", level: 3), .blanks(disclosure),
      .heading("Reliability (Fed. R. Evid. 702)", level: 3), .blanks(reliability),
      .heading("Signature", level: 3),
      .blanks([Blank("Name and position"), Blank("Place and date"), Blank("Signature")]),
    ]
  }

  private static let disclosure = [
    Blank("All opinions, with the basis and reasons for them"),
    Blank("Facts or data considered in forming them"),
    Blank("Exhibits used to summarise or support them"),
    Blank("Qualifications, and publications of the last ten years"),
    Blank("Other cases with testimony in the last four years"),
    Blank("Compensation for study and testimony"),
  ]

  private static let reliability = [
    Blank("(a) How this knowledge helps to understand the evidence or to decide a fact in issue"),
    Blank("(b) Whether facts and data suffice (materials and chain of custody, above)"),
    Blank("(c) Whether principles and methods are reliable (method and validation, above)"),
    Blank("(d) Whether they were reliably applied here (deviations and sensitivity, above)"),
  ]
}
