import Foundation
import HTTPTypes
import HookswitchTesting
import NIOCore
import Testing

@testable import AdminPlane

/// What cannot be read as the head of a request is answered as all that is wrong is: with a problem document.
@Suite(.lentDatabase) struct HeadRefusalTests {
    /// A head that the listener does not take.
    enum Head: String, CaseIterable, Sendable {
        case longField, longAddress, longHead, manyFields, words, unknownMethod, handshake, badLength

        /// What is sent.
        var text: String {
            func long(_ count: Int) -> String { String(repeating: "a", count: count) }
            switch self {
            case .longField: return "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Long: \(long(9000))\r\n\r\n"
            case .longAddress: return "GET /api/v1/tenants?search=\(long(9216)) HTTP/1.1\r\nHost: x\r\n\r\n"
            case .longHead:
                let fields = (1...5).map { "X-Part-\($0): \(long(4000))\r\n" }.joined()
                return "GET /api/v1/me HTTP/1.1\r\nHost: x\r\n\(fields)\r\n"
            case .manyFields:
                let fields = (1...100).map { "X-Part-\($0): a\r\n" }.joined()
                return "GET /api/v1/me HTTP/1.1\r\nHost: x\r\n\(fields)\r\n"
            case .words: return "good morning\r\n\r\n"
            case .unknownMethod: return "TEACH /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n"
            case .handshake: return "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{7c}\u{3}\u{3}"
            case .badLength:
                return "POST /api/v1/tenants/apply HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n"
            }
        }

        /// How it is answered.
        var code: ProblemCode {
            switch self {
            case .longField, .longAddress, .longHead, .manyFields: .headTooLarge
            case .words, .unknownMethod, .handshake, .badLength: .malformedHead
            }
        }
    }

    /// An answer's status line, fields and body.
    private struct Answer {
        let status: String
        let fields: [String: String]
        let body: String

        init(_ text: Substring) throws {
            let parts = try #require(text.range(of: "\r\n\r\n"))
            var lines = text[..<parts.lowerBound].split(separator: "\r\n").map(String.init)
            self.status = lines.removeFirst()
            self.fields = Dictionary(
                lines.map { line in
                    let name = line.prefix { $0 != ":" }
                    return (name.lowercased(), line.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces))
                },
                uniquingKeysWith: { $0 + ", " + $1 }
            )
            self.body = String(text[parts.upperBound...])
        }
    }

    private static func request(_ bundle: AdminBundle, closes: Bool = true) -> String {
        "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(bundle.token)\r\n"
            + (closes ? "Connection: close\r\n\r\n" : "\r\n")
    }

    private func expect(_ text: Substring, toBe code: ProblemCode, _ bundle: AdminBundle) throws {
        let answer = try Answer(text)
        #expect(answer.status == "HTTP/1.1 \(code.status.code) \(code.status.reasonPhrase)")
        #expect(answer.fields["content-type"] == "application/problem+json")
        #expect(answer.fields["content-length"] == String(answer.body.utf8.count))
        #expect(answer.fields["connection"] == "close")
        #expect(answer.fields["cache-control"] == "no-store")
        #expect(answer.fields["x-content-type-options"] == "nosniff")
        let problem = try JSONDecoder().decode(Problem.Body.self, from: Data(answer.body.utf8))
        #expect(problem.code == code)
        #expect(problem.status == code.status.code)
        #expect(answer.fields["request-id"] == problem.requestID)
        #expect(bundle.log.lines.contains { $0.metadata["request_id"] == problem.requestID })
        // Nothing of the request is said back.
        #expect(!answer.body.contains("aaa") && !answer.body.contains("morning"))
    }

    @Test(arguments: Head.allCases)
    func aHeadThatCannotBeReadGetsAProblem(_ head: Head) async throws {
        var limits = AdminLimits()
        limits.lingerDuration = .milliseconds(50)
        let bundle = try await AdminBundle(limits: limits)

        try await bundle.plane.running { address in
            let answer = try await RawConnection(address: address).exchange(head.text)
            try self.expect(answer[...], toBe: head.code, bundle)

            let next = try await RawConnection(address: address).exchange(Self.request(bundle))
            #expect(next.hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }

    @Test func whatCameBeforeItIsAnsweredFirst() async throws {
        let bundle = try await AdminBundle()

        try await bundle.plane.running { address in
            let request = Self.request(bundle, closes: false)
            let answer = try await RawConnection(address: address).exchange("\(request)\(request)good morning\r\n\r\n")

            let parts = answer.ranges(of: #/HTTP/1\.1 [0-9]{3} /#).map(\.lowerBound)
            #expect(parts.count == 3)
            let last = try #require(parts.last)
            #expect(answer[..<last].ranges(of: "HTTP/1.1 200 OK\r\n").count == 2)
            try self.expect(answer[last...], toBe: .malformedHead, bundle)
        }
    }

    @Test func whatIsSentOnIsNotRead() async throws {
        let bundle = try await AdminBundle()

        try await bundle.plane.running { address in
            let sent = Head.longField.text + String(repeating: "canary\r\n", count: 1000)
            let answer = try await RawConnection(address: address).exchange(sent)

            #expect(answer.hasPrefix("HTTP/1.1 431 "))
            #expect(answer.ranges(of: "HTTP/1.1 ").count == 1)
            #expect(!answer.contains("canary"))
        }
    }
}
