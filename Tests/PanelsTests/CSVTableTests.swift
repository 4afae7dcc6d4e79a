import Panels
import Testing

struct CSVTableTests {
  @Test func quotingBlankLinesAndLineEndsAgainstHandReading() throws {
    let text =
      "\u{FEFF}a,b,c\r\n1,\"x, \"\"y\"\"\",\r\n\r\n\"two\nlines\", padded ,\"\"\n,,\n\"end\",2,3"
    let folder = try Folder()
    try folder.write("t.csv", text)
    let table = try CSVTable.read(folder.path + "/t.csv", requiring: ["a"])
    #expect(table.header == ["a", "b", "c"])
    #expect(
      table.rows.map(\.fields) == [
        ["1", "x, \"y\"", ""], ["two\nlines", " padded ", ""], ["", "", ""], ["end", "2", "3"],
      ])
    #expect(table.rows.map(\.line) == [2, 4, 6, 7])
    #expect(table["b", table.rows[0]] == "x, \"y\"")
    #expect(table["c", table.rows[0]] == nil && table["d", table.rows[0]] == nil)
  }

  @Test func writtenLinesReadBack() throws {
    let fields = ["plain", "a,b", "say \"hi\"", "two\nlines", "", "\"", "cr\rx"]
    let folder = try Folder()
    try folder.write(
      "t.csv", CSVTable.line(["1", "2", "3", "4", "5", "6", "7"]) + CSVTable.line(fields))
    #expect(try CSVTable.read(folder.path + "/t.csv").rows.map(\.fields) == [fields])
  }

  @Test(arguments: [
    ("a,b\n1,\"2\"x\n", 2), ("a,a\n1,2\n", 1), ("a,b\n1,2,3\n", 2), ("a,b\n1,2\n\"\n\n", 3),
  ])
  func damageIsNamedByLine(text: String, line: Int) async throws {
    let folder = try Folder()
    try folder.write("t.csv", text)
    let error = await failure { () throws(PanelError) in
      _ = try CSVTable.read(folder.path + "/t.csv")
    }
    #expect(error?.line == line)
  }
}
