/// A page of a few sentences for people, without style or script: the policy of every answer loads nothing.
struct HTMLPage {
    /// What it is about, in a few words.
    let title: String
    /// The stable name of that.
    let name: String
    /// What stands beside the name.
    let remark: String
    /// What there is to say.
    let paragraphs: [String]

    /// The page.
    var text: String {
        let paragraphs = self.paragraphs.map { "<p>\(Self.escaped($0))</p>" }.joined(separator: "\n")
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(Self.escaped(self.title)) · Hookswitch</title>
            <h1>\(Self.escaped(self.title))</h1>
            <p><code>\(self.name)</code>, \(Self.escaped(self.remark))</p>
            \(paragraphs)
            </html>

            """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
