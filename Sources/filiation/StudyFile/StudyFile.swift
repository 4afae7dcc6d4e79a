/// A study file as written: every value optional and with its position, nothing resolved.
struct StudyFile {
  /// The settings depend on the provider, which checks and decodes them.
  struct Endpoint {
    var position: Position
    var path: String
    var provider: Located<String>?
    /// Where each setting is written, by its name.
    var places: [String: Located<String>]
    /// All settings, provider included, as JSON text.
    var json: String

    /// A setting that is a single value, as written.
    var texts: [String: String]
  }

  struct Subject {
    var position: Position
    var path: String
    var id: Located<String>?
    var maker: Located<String>?
    var family: Located<String>?
    var lineage: Located<String>?
    var base: Located<String>?
    var generation: Located<String>?
    var endpoint: Endpoint?
    // For controls only:
    var relation: Located<String>?
    var from: Located<String>?
    var use: Located<[Located<String>]>?
  }

  struct Probes {
    var set: Located<String>?
    var samples: Located<Int>?
    var temperature: Located<Double>?
    var maxTokens: Located<Int>?
  }

  struct Identity {
    var samples: Located<Int>?
    var maxTokens: Located<Int>?
    var onDrift: Located<String>?
  }

  /// What `filiation check` holds the suspect to.
  struct Check {
    struct Gate {
      var position: Position
      var path: String
      var kind: Located<String>?
      var source: Located<String>?
      /// The numbers of the kind, as far as they are given.
      var values: [String: Double]
      /// Keys that gates of this kind do not take.
      var strangers: [Located<String>]
    }

    var suspectModel: Located<String>?
    var gates: [Gate]
  }

  struct Budget {
    var requests: Located<Int>?
    var tokens: Located<Int>?
    var money: Located<String>?
  }

  /// What turns responses into vectors: a name, or settings that the kind of embedder checks.
  enum Embedder {
    case named(Located<String>)
    case described(Located<String>, model: String?, baseURL: String?)
  }

  struct Price {
    var place: Located<String>
    var inputPerMillion: Located<Double>?
    var outputPerMillion: Located<Double>?
  }

  var study: Located<String>?
  var suspect: Subject?
  var sources: [Subject]
  var controls: [Subject]
  var probes: [Probes]
  var budget: Budget
  var prices: [Price]
  var embedder: Embedder?
  var metrics: Located<[Located<String>]>?
  var identity: Identity
  var check: Check
  var seed: Located<Int>?
  var out: Located<String>?
  var notes: [String]
}
