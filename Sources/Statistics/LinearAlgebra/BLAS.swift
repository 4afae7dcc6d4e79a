import COpenBLAS

/// The linear algebra library that this process is linked with.
///
/// OpenBLAS is not bit-reproducible across thread counts or processor kernels, so a report prints
/// ``coreName`` and ``configuration``, and every program calls ``useOneThread()`` first and puts its
/// own parallelism above single-threaded calls.
public enum BLAS {
  /// Makes every later call run on the calling thread alone. Call it once, at start.
  public static func useOneThread() {
    openblas_set_num_threads(1)
  }

  /// The number of threads a call may use.
  public static var threadCount: Int { Int(openblas_get_num_threads()) }

  /// The processor kernel chosen when the library was loaded, for example `SkylakeX`.
  public static var coreName: String { String(cString: openblas_get_corename()) }

  /// Version and build options, for example `OpenBLAS 0.3.21 NO_AFFINITY ...`.
  public static var configuration: String { String(cString: openblas_get_config()) }
}
