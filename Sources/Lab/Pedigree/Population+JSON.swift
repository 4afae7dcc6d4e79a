public import Foundation

/// The file `population.json`: all that is needed to make the same models again.
extension Population {
  private struct File: Codable {
    var format: Int
    var world: World.Plan
    var models: [Member]
  }

  private static let format = 1

  public func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let file = File(format: Self.format, world: world, models: members)
    return try encoder.encode(file) + Data("\n".utf8)
  }

  /// - Parameter path: of the file.
  public init(reading path: String) throws(LabError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LabError(
        .missing, "there is no population at \(path); 'filiation lab train' writes one")
    }
    let file: File
    do { file = try JSONDecoder().decode(File.self, from: data) } catch {
      throw LabError(
        .malformed, "\(path) does not describe a population; 'filiation lab train' writes one",
        cause: error)
    }
    guard file.format == Self.format else {
      throw LabError(
        .malformed, "\(path) has format \(file.format); this version reads \(Self.format)")
    }
    if let fault = file.world.fault { throw LabError(.malformed, "\(path): \(fault)") }
    try self.init(world: file.world, members: file.models)
  }
}

extension Population.Member: Codable {
  enum CodingKeys: String, CodingKey { case id, maker, lineage, family, part, training, service }

  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    let training = try members.decodeIfPresent(Training.self, forKey: .training)
    let service = try members.decodeIfPresent(Service.self, forKey: .service)
    let making: Recipe.Making? = training.map { .training($0) } ?? service.map { .service($0) }
    guard let making else {
      throw DecodingError.dataCorruptedError(
        forKey: .training, in: members, debugDescription: "a model has a training or a service")
    }
    self.init(
      Recipe(
        id: try members.decode(String.self, forKey: .id),
        maker: try members.decode(String.self, forKey: .maker),
        lineage: try members.decode(String.self, forKey: .lineage),
        family: try members.decode(String.self, forKey: .family), making: making),
      try members.decode(Population.Part.self, forKey: .part))
  }

  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(recipe.id, forKey: .id)
    try members.encode(recipe.maker, forKey: .maker)
    try members.encode(recipe.lineage, forKey: .lineage)
    try members.encode(recipe.family, forKey: .family)
    try members.encode(part, forKey: .part)
    try members.encodeIfPresent(recipe.training, forKey: .training)
    try members.encodeIfPresent(recipe.service, forKey: .service)
  }
}
