public import Similarity

/// Findings as documents for readers. Nothing is computed here: every number printed stands in the
/// findings, at the JSON Pointer its `data-finding` attribute names.
public enum Report {
  /// One self-contained HTML file: no script, no external resource; for screen (light and dark) and
  /// print (A4).
  public static func html(_ findings: Findings) -> String {
    HTML(Document(of: findings)).text
  }

  /// Markdown with pipe tables; drawings are described in words.
  public static func markdown(_ findings: Findings) -> String {
    Markdown(Document(of: findings)).text
  }
}
