import Hummingbird
import Probing

/// The part of an OpenAI-compatible chat completion request that lab models understand; other
/// members are ignored.
struct ChatRequest: Decodable {
  var model: String
  var messages: [Message]
  var temperature: Double?
  var maxTokens: Int?
  var maxCompletionTokens: Int?
  var seed: Int64?

  enum CodingKeys: String, CodingKey {
    case model, messages, temperature, seed
    case maxTokens = "max_tokens"
    case maxCompletionTokens = "max_completion_tokens"
  }

  var tokenLimit: Int { maxCompletionTokens ?? maxTokens ?? 256 }

  /// What the system turns say.
  var instruction: String {
    messages.filter { $0.role == .system }.map(\.content).joined(separator: " ")
  }

  /// What is wrong with the request, and the member concerned.
  var fault: (message: String, member: String)? {
    if messages.last?.role != .user { return ("messages must end with a user turn", "messages") }
    if let temperature, !(0...2).contains(temperature) {
      return ("temperature must be from 0 to 2", "temperature")
    }
    if tokenLimit < 1 { return ("max_tokens must be at least 1", "max_tokens") }
    return nil
  }
}

struct ChatResponse: ResponseEncodable {
  struct Choice: Encodable {
    var index = 0
    var message: Message
    var finishReason: String

    enum CodingKeys: String, CodingKey {
      case index, message
      case finishReason = "finish_reason"
    }
  }

  struct Usage: Encodable {
    var promptTokens: Int
    var completionTokens: Int
    var totalTokens: Int

    enum CodingKeys: String, CodingKey {
      case promptTokens = "prompt_tokens"
      case completionTokens = "completion_tokens"
      case totalTokens = "total_tokens"
    }
  }

  var id = "chatcmpl-lab"
  var object = "chat.completion"
  /// Always 0, so that equal requests get equal responses.
  var created = 0
  var model: String
  var choices: [Choice]
  var usage: Usage
}

extension ChatResponse {
  init(model: String, _ completion: LabModel.Completion) {
    self.model = model
    choices = [
      Choice(
        message: Message(role: .assistant, content: completion.text),
        finishReason: completion.isTruncated ? "length" : "stop")
    ]
    usage = Usage(
      promptTokens: completion.promptTokens, completionTokens: completion.completionTokens,
      totalTokens: completion.promptTokens + completion.completionTokens)
  }
}

struct ModelList: ResponseEncodable {
  struct Entry: Encodable {
    var id: String
    var object = "model"
    var created = 0
    var ownedBy: String

    enum CodingKeys: String, CodingKey {
      case id, object, created
      case ownedBy = "owned_by"
    }
  }

  var object = "list"
  var data: [Entry]
}

/// The body of an error, `{"error": {"message", "type", "param", "code"}}`.
struct ErrorBody: ResponseEncodable {
  struct Details: Encodable {
    var message: String
    var type = "invalid_request_error"
    var param: String?
    var code: String?
  }

  var error: Details
}
