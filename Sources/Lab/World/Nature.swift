import Statistics

/// The law that the facts of the world obey: every figure follows from a hidden position of the
/// place and a hidden direction of the attribute.
///
/// Digit s of a figure is the symbol d that maximises sum over k of z[place,k] g[attribute,k]
/// w[s,d,k], with the leading digit from 1 to 9. Because one position decides forty figures, what a
/// model believes about a place shows in its answers to questions it was never asked; a mistaken
/// belief is therefore passed on by answers to *other* questions.
struct Nature: Sendable {
  private static let dimensions = 3
  private let positions: [[Double]]
  private let directions: [[Double]]
  private let symbols: [[[Double]]]
  /// Region of each place; places of one region resemble each other.
  let regions: [Int]

  init(places: Int, attributes: Int, regions count: Int, stream: inout RandomStream) {
    let width = Self.dimensions
    let centres = (0..<count).map { _ in stream.normals(width) }
    let regions = (0..<places).map { _ in stream.index(below: count) }
    positions = regions.map { region in
      zip(centres[region], stream.normals(width)).map { 0.6 * $0 + 0.8 * $1 }
    }
    directions = (0..<attributes).map { _ in stream.normals(width) }
    symbols = (0..<Figure.digits).map { _ in
      (0..<10).map { _ in stream.normals(width) }
    }
    self.regions = regions
  }

  /// The figure that the law gives.
  func figure(place: Int, attribute: Int) -> Figure {
    Figure((0..<Figure.digits).map { ranked($0, place, attribute)[0] })
  }

  /// The figure with one digit replaced by its runner-up: what is easily believed instead.
  func nearMiss(place: Int, attribute: Int, digit: Int) -> Figure {
    Figure((0..<Figure.digits).map { ranked($0, place, attribute)[$0 == digit ? 1 : 0] })
  }

  /// Symbols of one digit, most fitting first.
  private func ranked(_ digit: Int, _ place: Int, _ attribute: Int) -> [Int] {
    let hidden = zip(positions[place], directions[attribute]).map { $0 * $1 }
    let scores = symbols[digit].map { zip($0, hidden).reduce(0) { $0 + $1.0 * $1.1 } }
    return ((digit == 0 ? 1 : 0)..<10).sorted { scores[$0] > scores[$1] }
  }
}
