#if canImport(Glibc)
  import Glibc
#endif

/// Fresh memory for large arrays, where the system takes longer over many small pages than a product
/// over its elements.
@usableFromInline
enum LargeMemory {
  /// From this many bytes on it is worth a call of the system.
  private static let least = 4 << 20

  /// Asks for large pages, where the system has them, before memory is first written.
  @usableFromInline
  static func prepare(_ memory: UnsafeMutableRawBufferPointer) {
    #if canImport(Glibc)
      guard memory.count >= least, let base = memory.baseAddress else { return }
      let start = UnsafeMutableRawPointer(bitPattern: (UInt(bitPattern: base) + 4_095) & ~4_095)
      madvise(start, memory.count & ~4_095 - 4_096, MADV_HUGEPAGE)
    #endif
  }
}
