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
        let again = self.retryable ? "; the same request may succeed later" : ""
        return HTMLPage(
            title: self.title,
            name: self.code.rawValue,
            remark: "HTTP \(self.status)\(again)",
            paragraphs: [self.meaning, self.remedy]
        ).text
    }
}
