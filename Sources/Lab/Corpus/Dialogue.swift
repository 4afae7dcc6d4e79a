/// A prompt and what was replied: the only thing that models are trained on, whoever wrote it.
package struct Dialogue: Hashable, Sendable {
  package var prompt: String
  package var response: String

  package init(prompt: String, response: String) {
    self.prompt = prompt
    self.response = response
  }
}
