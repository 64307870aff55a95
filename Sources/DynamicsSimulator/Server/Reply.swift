/// An answer, before a fault changes it.
struct Reply: Sendable {
    /// A header of an answer.
    struct Header: Sendable, Hashable {
        let name: String
        let value: String
    }

    var status: Int
    var headers: [Header]
    var body: [UInt8]

    init(status: Int, headers: KeyValuePairs<String, String> = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers.map { Header(name: $0.key, value: $0.value) }
        self.body = body
    }

    static func json(_ value: JSONText, status: Int = 200) -> Reply {
        Reply(status: status, headers: ["Content-Type": "application/json; charset=utf-8"], body: value.bytes)
    }

    static func text(_ text: String, status: Int) -> Reply {
        Reply(status: status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: Array(text.utf8))
    }

    mutating func setHeader(_ name: String, _ value: String) {
        self.headers.removeAll { $0.name.lowercased() == name.lowercased() }
        self.headers.append(Header(name: name, value: value))
    }
}
