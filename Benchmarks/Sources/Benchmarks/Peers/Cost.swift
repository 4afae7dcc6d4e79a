import Foundation

/// What a piece of work cost: seconds on the clock, and of processors in user and system mode.
struct Cost: Encodable {
  let wall: Double
  let processor: Double
  /// Most memory resident in this process so far, in MiB.
  let peak: Double

  /// - Returns: the cost of the work, and what it returned.
  static func of<Result>(_ work: () async throws -> Result) async rethrows -> (Cost, Result) {
    let (clock, before) = (ContinuousClock.now, usage())
    let result = try await work()
    let (elapsed, after) = (clock.duration(to: .now), usage())
    return (
      Cost(
        wall: elapsed / .seconds(1), processor: seconds(after) - seconds(before),
        peak: Double(after.ru_maxrss) / 1_024),
      result
    )
  }

  #if canImport(Glibc)
    private static let thisProcess = __rusage_who_t(RUSAGE_SELF.rawValue)
  #else
    private static let thisProcess = RUSAGE_SELF
  #endif

  private static func usage() -> rusage {
    var usage = rusage()
    getrusage(Self.thisProcess, &usage)
    return usage
  }

  private static func seconds(_ usage: rusage) -> Double {
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
