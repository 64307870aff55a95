extension HandoffSheet {
    /// The longest name that stands in a subject: a header line has at most 78 characters (RFC 5322, section 2.1.1).
    private static let maximumSubjectNameLength = 40
    /// Where the body's own lines end, as mail has them.
    private static let bodyWidth = 72

    /// A message to Enreach support, ready to be sent but for its addressee: header fields, an empty line, and the sheet in plain
    /// text. It holds no key's value, as the sheet holds none.
    public var mail: String {
        let header = [
            "Subject: SmartRouting for \(self.subjectName): please switch it on", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit",
        ]
        let request =
            "please switch SmartRouting on for \(self.name): each call that waits in one of the queues below is asked about at"
            + " the address below."
        let lines =
            header + ["", "Hello,", ""] + Self.wrapped(request, to: Self.bodyWidth) + ["", self.text]
            + Self.wrapped(self.ending, to: Self.bodyWidth)
        return lines.map { $0 + "\n" }.joined()
    }

    private var ending: String {
        let key =
            self.authentication.header == nil
            ? "Only the address proves a call, so please keep it secret."
            : "The key itself is not in this message: you get it by another way."
        return key
            + " Please tell us when SmartRouting is on, which timeout it has, and whether the requests come from the"
            + " networks above."
    }

    /// Header fields are ASCII (RFC 5322, section 2.2): a name that is not, or is long, stands in the body, and the slug here.
    private var subjectName: String {
        let isPlain = self.name.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) }
        return isPlain && self.name.count <= Self.maximumSubjectNameLength ? self.name : self.slug
    }
}
