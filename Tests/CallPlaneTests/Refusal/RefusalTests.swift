import Foundation
import NIOCore
import Routing
import Testing

@testable import CallPlane

@Suite struct RefusalTests {
    private static let all =
        Refusal.ofHeads
        + InboundCallError.Reason.allCases.flatMap { reason in
            InboundCallError.Member.allCases.map { Refusal.body(InboundCallError(reason, in: $0)) }
        }

    @Test func everyRefusalIsAProblemDocument() throws {
        for refusal in Self.all {
            var buffer = ByteBuffer()
            ReplyText().write(refusal, closes: true, hasBody: true, into: &buffer)
            let text = String(buffer: buffer)
            let parts = text.split(separator: "\r\n\r\n", maxSplits: 1)
            let body = try #require(parts.last)

            let document = try #require(
                try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
            )

            #expect(text.hasPrefix("HTTP/1.1 \(refusal.status.code) \(refusal.status.phrase)\r\n"))
            #expect(text.contains("\r\nContent-Length: \(body.utf8.count)\r\n"))
            #expect(document["status"] as? Int == refusal.status.code)
            #expect(document["code"] as? String == refusal.code)
            #expect(document["type"] as? String == "/problems/\(refusal.code)")
            #expect((document["title"] as? String)?.isEmpty == false)
            #expect((document["detail"] as? String)?.isEmpty == false)
        }
    }

    @Test func codesAreDistinct() {
        let codes = Refusal.ofHeads.map(\.code) + InboundCallError.Reason.allCases.map(\.rawValue)

        #expect(Set(codes).count == codes.count)
    }

    @Test func everyLengthOfTargetIsWrittenWhole() throws {
        for count in PhoneNumber.digitCounts {
            let number = "+" + String(repeating: "1", count: count)
            var buffer = ByteBuffer()

            ReplyText().write(target: try PhoneNumber(parsing: number), closes: false, into: &buffer)

            let text = String(buffer: buffer)
            let body = "{\"InitialTarget\":\"\(number)\"}"
            #expect(text.hasSuffix("\r\n\r\n" + body))
            #expect(text.contains("\r\nContent-Length: \(body.utf8.count)\r\n"))
        }
    }
}
