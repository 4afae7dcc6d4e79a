/// A request for a short text: a form, a topic and a wish about manner.
package struct WritingTask: Hashable, Sendable {
  var form: Int
  var topic: Int
  var manner: Int

  static let forms = [
    "Write a short note about @.", "Explain @ to a beginner.", "Give some advice on @.",
    "Describe a day spent with @.", "Argue for taking up @.", "List common mistakes in @.",
    "Summarise the basics of @.", "Compare @ with a related pursuit.", "Draft a letter about @.",
    "Suggest first steps in @.", "Introduce a talk on @.", "Outline a course on @.",
  ]
  static let manners = ["", " Keep it brief.", " Be warm.", " Be precise.", " Avoid jargon."]

  static let all: [WritingTask] = forms.indices.flatMap { form in
    Topic.all.indices.flatMap { topic in
      manners.indices.map { WritingTask(form: form, topic: topic, manner: $0) }
    }
  }

  package var prompt: String {
    Template.filled(Self.forms[form]) { $0 == "@" ? Topic.all[topic].name : nil }
      + Self.manners[manner]
  }
}
