import HTTPTypes

/// What there is to say of a kind of problem, whoever has it.
struct ProblemPage: Encodable, Hashable {
    enum CodingKeys: String, CodingKey {
        case code, title, status, retryable, meaning, remedy
    }

    let code: ProblemCode
    let title: String
    let status: Int
    let retryable: Bool
    /// What it means, in a sentence.
    let meaning: String
    /// What to do, in a sentence.
    let remedy: String

    init(_ code: ProblemCode) {
        self.code = code
        self.title = code.title
        self.status = code.status.code
        self.retryable = code.isRetryable
        self.meaning = code.meaning
        self.remedy = code.remedy
    }

    /// The page for people. Nothing of a request stands in it.
    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>\(Self.escaped(self.title)) · Hookswitch</title>
        <h1>\(Self.escaped(self.title))</h1>
        <p><code>\(self.code.rawValue)</code>, HTTP \(self.status)\(self.retryable ? "; the same request may succeed later" : "")</p>
        <p>\(Self.escaped(self.meaning))</p>
        <p>\(Self.escaped(self.remedy))</p>
        </html>

        """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
