import NIOCore

/// A request as it stood on the wire.
struct StubRequest: Sendable {
    let head: String
    let body: String

    /// Path and query as they were sent.
    var target: String { String(self.head.split(separator: " ").dropFirst().first ?? "") }

    var isToken: Bool { self.target.hasSuffix("/oauth2/v2.0/token") }

    func header(_ name: String) -> String? {
        let prefix = name.lowercased() + ":"
        let line = self.head.components(separatedByLine: ()).first { $0.lowercased().hasPrefix(prefix) }
        return line.map { String($0.dropFirst(prefix.count).drop { $0 == " " }) }
    }
}

extension String {
    fileprivate func components(separatedByLine: ()) -> [String] {
        self.utf8.split(separator: UInt8(ascii: "\n")).map { line in
            String(decoding: line.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        }
    }
}

/// What the stub does with a request.
enum StubReply: Sendable {
    case send(String)
    case sendThenClose(String)
    case sendThenReset(String)
    case sendAfter(TimeAmount, String)
    /// One byte at a time.
    case drip(String, every: TimeAmount)
    /// Bytes without end.
    case flood(head: String, chunk: String)
    case hang
    case reset

    static func status(_ line: String, _ body: String = "", headers: [String] = []) -> StubReply {
        .send(Self.text(line, body, headers: headers))
    }

    static func json(_ body: String) -> StubReply { .status("200 OK", body) }

    static func text(_ line: String, _ body: String, headers: [String] = []) -> String {
        let all = headers + ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"]
        return "HTTP/1.1 \(line)\r\n" + all.map { $0 + "\r\n" }.joined() + "\r\n" + body
    }

    static let token = StubReply.json(#"{"token_type":"Bearer","expires_in":3599,"access_token":"aaa.bbb.ccc"}"#)

    static let noRows = StubReply.json(#"{"value":[]}"#)
}
