import Similarity

extension Section {
  /// How the answers were recorded and how anyone can see whether they were altered.
  static let custody = Section(id: "custody", title: "Chain of custody") { findings in
    guard let custody = findings.study.custody else { return [.paragraph(recorded)] + handling }
    return [
      .paragraph(chain), .definitions(CustodyFacts(study: findings.study, custody: custody).all),
      .paragraph(verification),
    ] + handling
  }

  private static let recorded: Prose = """
    The answers were not recorded by this program but come from a recorded panel. Who asked, when \
    and how, and whether anything was altered since, has to be shown by whoever supplied it.
    """

  private static let chain: Prose = """
    Every request and response, failures and refusals included, is a line of a log that is only \
    appended to. Each line holds the SHA-256 digest of the line before, and the first line that of \
    the plan, so that a line altered, dropped or moved later is found. Times are those of the \
    recording machine; a time-stamp by an authority, where there is one, lies in the sealed case.
    """

  private static let verification: Prose = """
    Whether signature and time-stamp exist and hold is not said here, because this report is itself \
    among the files they cover. \(code: "README-VERIFY.md") in the sealed case gives the commands \
    to verify it with \(code: "sha256sum"), \(code: "openssl"), \(code: "bagit.py") and a shell loop, \
    without this program.
    """

  /// What only people know.
  private static let handling: [Block] = [
    .blanks([
      Blank("Who ran the program, on which machine and under whose supervision"),
      Blank("Where the record was kept between collection and sealing, and who had access"),
      Blank("Who received the sealed case, when, how, and with which digest of the root"),
    ])
  ]
}

private struct CustodyFacts {
  var study: StudyRecord
  var custody: CustodyRecord
  private let path = FindingPath.root / "study" / "custody"

  init(study: StudyRecord, custody: CustodyRecord) {
    self.study = study
    self.custody = custody
  }

  var all: [Definition] {
    [
      Definition("Plan, SHA-256", study.planDigest.map { .code($0) } ?? "not recorded"),
      Definition("First line of the log", .name(custody.began ?? "the log is empty")),
      Definition("Last line of the log", .name(custody.ended ?? "the log is empty")),
      Definition(
        "Size of the log",
        """
        \(.counted(custody.lines, "line", at: path / "lines")), of which \
        \(.counted(custody.exchanges, "exchange", at: path / "exchanges"))
        """),
      Definition(
        "Last line, SHA-256", study.logDigest.map { .code($0) } ?? "not recorded"),
      Definition(
        "Torn ends set aside", .number(.count(custody.quarantined, at: path / "quarantined"))),
      Definition(
        "Plans that replaced the locked one",
        .number(.count(custody.amendedPlans, at: path / "amended_plans"))),
    ]
  }
}
