import Hookswitch
import NIOCore
import Routing

/// The bytes of every answer, made beforehand as far as they are known; one for each event loop, because of the date.
struct ReplyText {
    /// What comes between an answer's own fields and its body.
    private struct Tail {
        let keepAlive: [UInt8]
        let close: [UInt8]

        init(date: [UInt8]) {
            let field = Array("Date: ".utf8) + date
            self.keepAlive = field + Array("\r\n\r\n".utf8)
            self.close = field + Array("\r\nConnection: close\r\n\r\n".utf8)
        }
    }

    /// `HTTP/1.1 100 Continue`, for a client that waits before it sends the body.
    static let proceed = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    private static let noContent = Array("HTTP/1.1 204 No Content\r\n".utf8)
    private static let identified = Array(
        ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nCache-Control: no-store\r\n"
            + "Content-Length: \(InstallationProof.answerLength)\r\n").utf8
    )
    private static let targetStart = Array("{\"InitialTarget\":\"+".utf8)
    private static let targetEnd = Array("\"}".utf8)
    /// The head of 200 by the number of the target's digits, from zero.
    private static let routed = (0...PhoneNumber.digitCounts.upperBound).map { digitCount in
        let byteCount = Self.targetStart.count + digitCount + Self.targetEnd.count
        return Array(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(byteCount)\r\n".utf8
        )
    }
    private static let refusals: [Refusal: (head: [UInt8], body: [UInt8])] = {
        let bodies = InboundCallError.Reason.allCases.flatMap { reason in
            [Refusal.body(InboundCallError(reason))]
                + InboundCallError.Member.allCases.map { .body(InboundCallError(reason, in: $0)) }
        }
        return Dictionary((Refusal.ofHeads + bodies).map { ($0, Self.text(of: $0)) }, uniquingKeysWith: { $1 })
    }()

    /// The calendar as of the last ``tell(_:)``, in seconds since 1970.
    private(set) var second: Int?
    private var tail = Tail(date: [])

    init() {
        self.tell(HTTPDate.second())
    }

    /// Follows the clock; to be called now and then.
    mutating func tell(_ second: Int) {
        guard second != self.second else { return }
        self.second = second
        self.tail = Tail(date: HTTPDate.text(of: second))
    }

    /// Writes the answer to a decided call.
    func write(target: PhoneNumber?, closes: Bool, into buffer: inout ByteBuffer) {
        guard let target else {
            buffer.writeBytes(Self.noContent)
            buffer.writeBytes(closes ? self.tail.close : self.tail.keepAlive)
            return
        }

        let digits = target.digits
        // A number has no more digits than the table; the comparison is for the day when that changes.
        buffer.writeBytes(Self.routed[min(digits.utf8.count, Self.routed.count - 1)])
        buffer.writeBytes(closes ? self.tail.close : self.tail.keepAlive)
        buffer.writeBytes(Self.targetStart)
        buffer.writeString(digits)
        buffer.writeBytes(Self.targetEnd)
    }

    /// Writes the answer to a question of this installation's own; it is its connection's last.
    func write(identity: String, into buffer: inout ByteBuffer) {
        buffer.writeBytes(Self.identified)
        buffer.writeBytes(self.tail.close)
        buffer.writeString(identity)
    }

    /// Writes the answer to a refused request.
    ///
    /// - Parameter hasBody: False for a HEAD request, whose answer ends with its head.
    func write(_ refusal: Refusal, closes: Bool, hasBody: Bool, into buffer: inout ByteBuffer) {
        let (head, body) = Self.refusals[refusal] ?? Self.text(of: refusal)
        buffer.writeBytes(head)
        buffer.writeBytes(closes ? self.tail.close : self.tail.keepAlive)
        if hasBody { buffer.writeBytes(body) }
    }

    private static func text(of refusal: Refusal) -> (head: [UInt8], body: [UInt8]) {
        let body = Array(refusal.document.utf8)
        let head =
            "HTTP/1.1 \(refusal.status.code) \(refusal.status.phrase)\r\nContent-Type: application/problem+json\r\n"
            + "Content-Length: \(body.count)\r\n\(refusal.fields)"
        return (Array(head.utf8), body)
    }
}
