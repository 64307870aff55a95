/// Writes the 200s that are no answers.
struct MalformedTransmission {
    /// Deeper than any parser's stack, were it recursive without a limit.
    private static let nestingDepth = 100_000
    private static let endlessChunkByteCount = 16 * 1024

    let usual: Reply

    func transmission(_ malformation: Malformation) -> Transmission {
        switch malformation {
        case .truncatedJSON: self.sent(Array(self.usual.body.prefix(self.usual.body.count / 2)))
        case .html: self.sent(Self.signInPage, contentType: "text/html; charset=utf-8")
        case .empty: self.sent([])
        case .null: self.sent("null")
        case .array: self.sent("[1,2,3]")
        case .wrongTypes: self.sent(Self.wrongTypes)
        case .duplicateKeys: self.sent(Self.duplicateKeys)
        case .deepNesting: self.sent(String(repeating: "[", count: Self.nestingDepth))
        case .notANumber: self.sent(Self.members(expiresIn: "NaN", count: "Infinity"))
        case .hugeNumber: self.sent(Self.members(expiresIn: "1e300", count: "99999999999999999999999999"))
        case .loneSurrogate: self.sent(Self.members(text: "\\ud800"))
        case .escapedNUL: self.sent(Self.members(text: "a\\u0000b"))
        case .notUTF8: self.sent(Array("{\"access_token\":\"".utf8) + [0xff, 0xfe, 0xc0] + Array("\"}".utf8))
        case .byteOrderMark: self.sent([0xef, 0xbb, 0xbf] + self.usual.body)
        case .gzip: self.sent(GzipStore.compressed(self.usual.body), encoding: "gzip")
        case .falseGzip: self.sent(self.usual.body, encoding: "gzip")
        case .shortBody: self.shortBody
        case .badChunk: self.badChunk
        case .twoLengths: self.twoLengths
        case .endlessBody: self.endlessBody
        case .endlessHead: self.endlessHead
        case .notHTTP:
            Transmission(bytes: Array("SSH-2.0-OpenSSH_9.2\r\n".utf8), delivery: .close, status: nil)
        }
    }

    private func reply(contentType: String = "application/json; charset=utf-8") -> Reply {
        Reply(status: 200, headers: ["Content-Type": contentType])
    }

    private func sent(
        _ body: [UInt8],
        contentType: String = "application/json; charset=utf-8",
        encoding: String? = nil
    ) -> Transmission {
        var reply = self.reply(contentType: contentType)
        reply.body = body
        if let encoding { reply.setHeader("Content-Encoding", encoding) }
        return Transmission(bytes: reply.wire(closes: false, withoutBody: false), delivery: .whole, status: 200)
    }

    private func sent(_ text: String, contentType: String = "application/json; charset=utf-8") -> Transmission {
        self.sent(Array(text.utf8), contentType: contentType)
    }

    private var shortBody: Transmission {
        let head = self.reply().head(framing: .length(self.usual.body.count + 100), closes: false)
        return Transmission(bytes: head + self.usual.body, delivery: .close, status: 200)
    }

    private var badChunk: Transmission {
        let head = self.reply().head(framing: .chunked, closes: false)
        return Transmission(bytes: head + Array("zz\r\n{}\r\n0\r\n\r\n".utf8), delivery: .close, status: 200)
    }

    private var twoLengths: Transmission {
        var reply = self.reply()
        reply.setHeader("Content-Length", String(self.usual.body.count + 7))
        let head = reply.head(framing: .length(self.usual.body.count), closes: true)
        return Transmission(bytes: head + self.usual.body, delivery: .close, status: 200)
    }

    private var endlessBody: Transmission {
        let head = self.reply().head(framing: .chunked, closes: false)
        let size = String(Self.endlessChunkByteCount, radix: 16)
        let filler = [UInt8](repeating: UInt8(ascii: " "), count: Self.endlessChunkByteCount)
        let chunk = Array("\(size)\r\n".utf8) + filler + Array("\r\n".utf8)
        return Transmission(bytes: head, delivery: .endless(chunk: chunk), status: 200)
    }

    private var endlessHead: Transmission {
        let line = "X-Filler: " + String(repeating: "x", count: 1000) + "\r\n"
        return Transmission(
            bytes: Array("HTTP/1.1 200 OK\r\n".utf8),
            delivery: .endless(chunk: Array(line.utf8)),
            status: 200
        )
    }

    private static let signInPage =
        "<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body>Working...</body></html>"

    private static let wrongTypes =
        #"{"token_type":7,"expires_in":[],"access_token":{"a":1},"value":"none","error":true}"#

    private static let duplicateKeys =
        #"{"token_type":"Bearer","token_type":"mac","expires_in":3599,"expires_in":1,"#
        + #""access_token":"first","access_token":"second","value":[],"value":[{"contactid":"x"}]}"#

    private static func members(expiresIn: String, count: String) -> String {
        #"{"token_type":"Bearer","access_token":"odd","expires_in":\#(expiresIn),"ext_expires_in":\#(count),"#
            + #""@odata.count":\#(count),"value":[{"statecode":\#(expiresIn)}]}"#
    }

    private static func members(text: String) -> String {
        #"{"token_type":"Bearer","access_token":"\#(text)","expires_in":3599,"#
            + #""value":[{"contactid":"\#(text)","fullname":"\#(text)","telephone1":"\#(text)"}]}"#
    }
}
