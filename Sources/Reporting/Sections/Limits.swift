import Similarity

extension Section {
  /// What no likeness can show: in every report.
  static let limits = Section(id: "limits", title: "What this does not show") { findings in
    [.bullets(Disclaimers.all + [nearest])]
  }

  private static let nearest: Prose = """
    The source named here is the nearest at most among the candidates supplied. A model that was \
    not supplied can be nearer.
    """
}
