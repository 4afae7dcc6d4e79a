/// A prompt and what was replied: the only thing that models are trained on, whoever wrote it.
struct Dialogue: Sendable {
  var prompt: String
  var response: String
}
