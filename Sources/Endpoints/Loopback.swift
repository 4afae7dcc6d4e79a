/// Hosts that are this machine itself.
public enum Loopback {
  /// Whether a host, as it stands in a URL, is `localhost` or in 127.0.0.0/8 or `::1`.
  public static func contains(host: String) -> Bool {
    let name = host.lowercased()
    let octets = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return ["localhost", "::1", "[::1]"].contains(name)
      || octets.count == 4 && octets[0] == 127 && !octets.contains(nil)
  }
}
