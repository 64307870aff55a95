import NIOHTTP1

extension Reply {
    /// How a reply says where its body ends.
    enum Framing: Sendable, Hashable {
        /// `Content-Length` with the body's length, or a false one.
        case length(Int)
        /// `Transfer-Encoding: chunked`; the bytes of the body are sent as they are.
        case chunked
    }

    /// The bytes up to and including the empty line.
    func head(framing: Framing, closes: Bool) -> [UInt8] {
        let reason = HTTPResponseStatus(statusCode: self.status).reasonPhrase
        var text = "HTTP/1.1 \(self.status) \(reason)\r\n"
        for header in self.headers { text += "\(header.name): \(header.value)\r\n" }
        switch framing {
        case .length(let length): text += "Content-Length: \(length)\r\n"
        case .chunked: text += "Transfer-Encoding: chunked\r\n"
        }
        if closes { text += "Connection: close\r\n" }
        return Array((text + "\r\n").utf8)
    }

    /// The whole answer as bytes.
    ///
    /// - Parameter withoutBody: For an answer to HEAD, which has the length but not the body.
    func wire(closes: Bool, withoutBody: Bool) -> [UInt8] {
        let head = self.head(framing: .length(self.body.count), closes: closes)
        return withoutBody ? head : head + self.body
    }
}
