import Statistics

/// The population on which the instrument is validated.
///
/// Its confounders are those of real models: popular misconceptions that everyone shares; ability
/// that varies by the amount read; vendors from whom half of all lineages buy part of their data; a
/// first family that taught half of all students.
public struct StandardPopulation: Sendable {
  /// How many there are of each kind.
  public struct Size: Sendable {
    public var families: Int
    public var unrelated: Int
    public var derived: Int
    /// Twins, tunes, wrappers and routers of each family's first version.
    public var relatives: Int
    /// Suspects of each kind that has nothing to do with one family in particular.
    public var suspects: Int
    /// Suspects that bought what two families bought.
    public var customers: Int
    /// Teachers with three houses each; the first half of them are first versions of families.
    public var schools: Int

    public init(
      families: Int, unrelated: Int, derived: Int, relatives: Int, suspects: Int,
      customers: Int, schools: Int
    ) {
      self.families = families
      self.unrelated = unrelated
      self.derived = derived
      self.relatives = relatives
      self.suspects = suspects
      self.customers = customers
      self.schools = schools
    }

    /// Enough unrelated lineages for a rank p of .01, and enough students of others for it against
    /// every family but the first.
    public static let full = Size(
      families: 6, unrelated: 96, derived: 120, relatives: 2, suspects: 12, customers: 36,
      schools: 10)

    /// Enough for a likelihood ratio and a rank p of .05.
    public static let small = Size(
      families: 6, unrelated: 24, derived: 12, relatives: 1, suspects: 3, customers: 3,
      schools: 4)
  }

  private let size: Size
  private var plan: PedigreePlan
  private var parts: [Population.Part] = []
  private var draws: RandomStream

  private static let names = ["aldine", "bodoni", "caslon", "didot", "elzevir", "fell", "granjon"]
  /// Shares of students' examples that a teacher supplied.
  public static let fractions = [0.05, 0.1, 0.25, 0.5, 1]
  private static let houseFractions = [0.25, 0.5, 1]

  /// - Parameter seed: of everything that distinguishes the models and the world.
  public static func population(
    seed: UInt64, size: Size = .full, world: World.Plan? = nil
  ) throws(LabError) -> Population {
    var builder = StandardPopulation(seed: seed, size: size)
    builder.addAll()
    return try builder.population(in: world ?? .full(seed: seed))
  }

  /// What was added so far.
  func population(in world: World.Plan) throws(LabError) -> Population {
    try Population(world: world, members: zip(plan.recipes, parts).map { .init($0, $1) })
  }

  init(seed: UInt64, size: Size) {
    precondition((4...Self.names.count).contains(size.families), "4 to 7 families")
    self.size = size
    plan = PedigreePlan(seed: seed)
    draws = RandomStream(seed: seed).substream("population")
  }

  private mutating func addAll() {
    addFamilies()
    addUnrelated()
    addDerived()
    addHouses()
    addStudents()
    addRelatives()
    addVendorsCustomers()
  }

  private var families: ArraySlice<String> { Self.names.prefix(size.families) }
  private var bases: [String] { families.map { "\($0)-1" } }

  /// Records what the recipes added since the last call are there for.
  private mutating func mark(_ part: Population.Part) {
    parts += [Population.Part](repeating: part, count: plan.recipes.count - parts.count)
  }

  /// Two families buy from each of the first vendors.
  mutating func addFamilies() {
    for (index, family) in families.enumerated() {
      plan.addFamily(family, buying: [Self.purchase(from: index / 2)])
    }
    mark(.cohort)
  }

  private static let vendorCount = 6
  private static let boughtFraction = 0.08

  private static func purchase(from vendor: Int) -> Training.Purchase {
    .init(
      vendor: UInt64(vendor), goods: vendor.isMultiple(of: 2) ? .documents : .benchmark,
      fraction: boughtFraction)
  }

  /// Half of all lineages buy from some vendor.
  private mutating func addLoner(_ id: String) {
    let buys = draws.uniform() < 0.5
    let vendor = draws.index(below: Self.vendorCount)
    plan.addIndependent(id, buying: buys ? [Self.purchase(from: vendor)] : [])
  }

  private mutating func addUnrelated() {
    for index in 1...size.unrelated { addLoner("loner-\(index)") }
    mark(.unrelated)
    for index in 1...size.suspects { addLoner("stranger-\(index)") }
    mark(.suspect)
  }

  /// A teacher drawn so that the first family has half of all students.
  private mutating func drawTeacher() -> Int {
    draws.uniform() < 0.4 ? 0 : draws.index(below: size.families)
  }

  private mutating func addDerived() {
    for index in 1...size.derived {
      let fraction = draws.pick(Self.fractions)
      let first = drawTeacher()
      guard index.isMultiple(of: 6) else {
        plan.addStudent("pupil-\(index)", of: bases[first], fraction: fraction)
        continue
      }
      let second = (first + 1 + draws.index(below: size.families - 1)) % size.families
      plan.addStudent("pupil-\(index)", of: Self.mixture(bases[first], bases[second], fraction))
    }
    mark(.derived)
  }

  /// Teachers with one student each.
  mutating func addPairs(_ count: Int) {
    for index in 1...count {
      addLoner("teacher-\(index)")
      plan.addStudent(
        "pupil-\(index)", of: "teacher-\(index)", fraction: draws.pick(Self.fractions))
    }
    mark(.pair)
  }

  private static func mixture(
    _ first: String, _ second: String, _ fraction: Double
  ) -> [Training.Teaching] {
    [first, second].map { .init(teacher: $0, fraction: fraction / 2) }
  }

  private mutating func addHouses() {
    for school in 0..<size.schools {
      let teacher = school < size.schools / 2 ? bases[school % size.families] : "master-\(school)"
      if !bases.contains(teacher) {
        addLoner(teacher)
        mark(.master)
      }
      for pupil in 1...3 {
        plan.addStudent(
          "house-\(school + 1)-\(pupil)", of: teacher, fraction: draws.pick(Self.houseFractions))
      }
      mark(.house)
    }
  }

  /// Every family's students at every fraction, students of two, and students of nobody who is asked.
  private mutating func addStudents() {
    for (family, base) in zip(families, bases) {
      for fraction in Self.fractions {
        let percent = Int((100 * fraction).rounded())
        plan.addStudent("student-\(family)-\(percent)", of: base, fraction: fraction)
      }
    }
    for index in bases.indices {
      let other = bases[(index + 1) % bases.count]
      plan.addStudent(
        "mixed-\(families[index])",
        of: Self.mixture(bases[index], other, draws.pick(Self.houseFractions)))
    }
    mark(.suspect)
    for index in 1...2 { addLoner("absent-\(index)") }
    mark(.hidden)
    for index in 1...size.suspects {
      plan.addStudent(
        "orphan-\(index)", of: "absent-\(1 + index % 2)", fraction: draws.pick(Self.houseFractions))
    }
    mark(.suspect)
  }

  /// For each family's first version: twins, tunes, wrappers and routers.
  private mutating func addRelatives() {
    for (family, base) in zip(families, bases) {
      for index in 1...size.relatives {
        plan.addTwin("twin-\(family)-\(index)", of: base)
        plan.addTune("tune-\(family)-\(index)", of: base)
        plan.addService("wrapper-\(family)-\(index)", wrapper(of: base))
        plan.addService("router-\(family)-\(index)", router(among: base))
      }
    }
    mark(.suspect)
  }

  private static let instructions = [
    "Keep it brief.", "Be warm and precise.", "Avoid jargon. Be brief.", "You are a helpful guide.",
  ]
  private static let greetings = ["", "Thank you for asking our guide.", "", "Acme assistant:"]

  private mutating func wrapper(of base: String) -> Service {
    Service(
      routes: [.init(model: base, share: 1)], instruction: draws.pick(Self.instructions),
      greeting: draws.pick(Self.greetings))
  }

  /// The source answers a third to two thirds of the prompts, somebody unrelated the others.
  private mutating func router(among base: String) -> Service {
    let share = 1.0 / 3 + draws.uniform() / 3
    let other = "loner-\(1 + draws.index(below: size.unrelated))"
    return Service(
      routes: [.init(model: base, share: share), .init(model: other, share: 1 - share)],
      instruction: draws.pick(Self.instructions), greeting: draws.pick(Self.greetings))
  }

  /// Suspects that bought from the same vendor as two of the families.
  private mutating func addVendorsCustomers() {
    for index in 1...size.customers {
      let vendor = index % ((size.families + 1) / 2)
      plan.addIndependent("customer-\(index)", buying: [Self.purchase(from: vendor)])
    }
    mark(.suspect)
  }
}
