/// The questions to one endpoint that may be on their way at the same time.
actor Places {
  private let count: Int
  /// Numbers of the questions on their way.
  private var taken: Set<Int> = []
  private var isClosed = false
  /// The one who deals out questions, while there is no place.
  private var waiting: CheckedContinuation<Void, Never>?

  init(_ count: Int) { self.count = count }

  struct Place: Sendable {
    fileprivate let question: Int
    fileprivate let places: Places

    /// Doing so again changes nothing.
    func leave() async { await places.leave(question) }

    /// Nobody is given a place from now on.
    func closeAll() async { await places.close() }
  }

  /// Waits for a place; `nil` when they are closed. One caller at a time.
  func take(_ question: Int) async -> Place? {
    while taken.count == count, !isClosed {
      await withCheckedContinuation { waiting = $0 }
    }
    guard !isClosed else { return nil }
    taken.insert(question)
    return Place(question: question, places: self)
  }

  fileprivate func leave(_ question: Int) {
    taken.remove(question)
    wake()
  }

  fileprivate func close() {
    isClosed = true
    wake()
  }

  private func wake() {
    waiting?.resume()
    waiting = nil
  }
}
