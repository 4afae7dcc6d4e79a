import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What an XML parser of the platform finds in a report: the oracle for well-formedness.
final class MarkupReader: NSObject, XMLParserDelegate {
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private(set) var text = ""
  /// Printed text of every number, with the pointer it carries.
  private(set) var numbers: [(pointer: String, text: String)] = []
  private(set) var problem: String?
  private var openNumber: (pointer: String, text: String)?

  init(_ html: String) {
    super.init()
    let parser = XMLParser(data: Data(html.utf8))
    parser.delegate = self
    if !parser.parse() {
      problem = "line \(parser.lineNumber): \(String(describing: parser.parserError))"
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    elements.append((name, attributes))
    if name == "span", let pointer = attributes["data-finding"] { openNumber = (pointer, "") }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard name == "span", let number = openNumber else { return }
    numbers.append(number)
    openNumber = nil
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    text += string
    openNumber?.text += string
  }
}
