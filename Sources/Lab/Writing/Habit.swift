import Foundation
import Statistics

/// A writer's preferences among the entries of one list, which depend on the occasion.
///
/// Log weight of an entry = what is customary among all writers + the writer's own taste + a taste
/// for that occasion.
struct Habit: Sendable {
  private let choices: [WeightedChoice]

  /// - Parameters:
  ///   - options: number of entries to choose from.
  ///   - occasions: number of kinds of request that are distinguished.
  ///   - custom: stream shared by all writers.
  ///   - own: stream of this writer.
  ///   - taste: standard deviation of the log weights that are the writer's own.
  init(
    _ options: Int, occasions: Int, custom: RandomStream, own: RandomStream, taste: Double = 1.4
  ) {
    var (custom, own) = (custom, own)
    let customary = custom.normals(options)
    let personal = own.normals(options).map { $0 * taste }
    choices = (0..<occasions).map { _ in
      let occasional = own.normals(options)
      return WeightedChoice(
        (0..<options).map { exp(customary[$0] + personal[$0] + occasional[$0]) })
    }
  }

  func draw(on occasion: Int, _ stream: inout RandomStream) -> Int {
    choices[occasion].draw(&stream)
  }
}
