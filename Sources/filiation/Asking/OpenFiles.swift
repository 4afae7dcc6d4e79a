import Foundation

/// Files and connections that may be open at a time.
enum OpenFiles {
  /// Raises the limit to what the system allows without asking: many systems start with 1,024, which
  /// a study of many subjects with many questions under way exceeds.
  static func raiseLimit() {
    var limit = rlimit()
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 65_536))
    // Where that fails the limit stays as it is.
    _ = setrlimit(resource, &limit)
  }
}
