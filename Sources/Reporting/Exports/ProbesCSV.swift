public import Similarity

/// `probes.csv`: RFC 4180, one row per probe, then one per stratum; an empty field was not measured.
public enum ProbesCSV {
  private static let header = [
    "probe", "set", "stratum", "probes", "disagreement", "wrong", "same_wrong", "weight",
    "contribution",
  ]

  public static func encode(_ information: ProbeInformation) -> String {
    let rows = (information.probes + information.strata).map(row)
    return ([header] + rows).map { $0.map(PairsCSV.field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func row(_ row: ProbeInformation.Row) -> [String] {
    let measures = row.measures
    let numbers = [
      measures.disagreement, measures.wrong, measures.sameWrong, measures.weight,
      measures.contribution,
    ]
    return [row.probe ?? "", row.set, row.stratum, String(row.probes)]
      + numbers.map { $0.map { "\($0)" } ?? "" }
  }
}
