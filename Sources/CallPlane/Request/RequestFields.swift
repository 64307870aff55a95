import Foundation
import Hookswitch
import NIOHTTP1

/// The fields of a head that we act on, found in one pass.
struct RequestFields {
    private(set) var hostCount = 0
    private(set) var host: String?
    private(set) var transferEncodingCount = 0
    private(set) var transferEncoding: String?
    private(set) var contentLengthCount = 0
    private(set) var contentLength: Int?
    private(set) var expectation: String?
    private(set) var contentEncoding: String?
    private(set) var asksUpgrade = false
    /// A question of an installation that looks for itself.
    private(set) var probe: String?

    private var proofCount = 0
    private var key: String?
    private var authorization: String?

    /// Reads the fields.
    init(_ headers: HTTPHeaders) throws(Refusal) {
        for (name, value) in headers {
            // A proxy that reads `Content_Length` as `Content-Length` would see another request than we do.
            guard !name.utf8.contains(UInt8(ascii: "_")) else { throw .fieldName }
            self.take(name, value)
        }
    }

    /// What the request shows to prove itself. Two proofs are none: which of them counts would be a guess.
    var proof: WebhookProof {
        switch (self.proofCount, self.key, self.authorization) {
        case (0, _, _): .none
        case (1, .some(let key), _): .apiKey(Array(key.utf8))
        case (1, _, .some(let authorization)): Self.basic(authorization)
        default: .unreadable
        }
    }

    /// Whether two texts are the same but for the case of their ASCII letters.
    ///
    /// - Parameter lowercase: A text of small letters, digits and hyphens.
    static func isSame(_ text: String, _ lowercase: String) -> Bool {
        text.utf8.count == lowercase.utf8.count
            && zip(text.utf8, lowercase.utf8).allSatisfy { byte, expected in
                byte == expected || (byte | 0x20 == expected && UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte)
            }
    }

    /// Keeps a field if we act on it. Names are told apart by their lengths first, which is quick.
    private mutating func take(_ name: String, _ value: String) {
        switch name.utf8.count {
        case 4 where Self.isSame(name, "host"):
            self.hostCount += 1
            self.host = value
        case 6 where Self.isSame(name, "expect"):
            self.expectation = value
        case 7 where Self.isSame(name, "upgrade"), 14 where Self.isSame(name, "http2-settings"):
            self.asksUpgrade = true
        case 13 where Self.isSame(name, "authorization"):
            self.proofCount += 1
            self.authorization = value
        case 14 where Self.isSame(name, "content-length"):
            self.contentLengthCount += 1
            // The parser has checked it; a number beyond Int is larger than any limit.
            self.contentLength = Int(value) ?? .max
        case 16 where Self.isSame(name, "x-benemen-apikey"):
            self.proofCount += 1
            self.key = value
        case 16 where Self.isSame(name, "content-encoding"):
            self.contentEncoding = value
        case 16 where Self.isSame(name, "hookswitch-probe"):
            self.probe = value
        case 17 where Self.isSame(name, "transfer-encoding"):
            self.transferEncodingCount += 1
            self.transferEncoding = value
        default:
            break
        }
    }

    /// Reads `Basic` and base64 (RFC 7617).
    private static func basic(_ value: String) -> WebhookProof {
        guard let space = value.utf8.firstIndex(of: UInt8(ascii: " ")), Self.isSame(String(value[..<space]), "basic"),
            let decoded = Data(base64Encoded: String(value[space...].drop { $0 == " " }))
        else { return .unreadable }
        return .basic(Array(decoded))
    }
}
