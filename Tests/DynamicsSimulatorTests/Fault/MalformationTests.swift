import DynamicsSimulator
import Foundation
import HookswitchTesting
import NIOCore
import Testing

@Suite struct MalformationTests {
    private static let target = "/api/data/v9.2/contacts?$top=1"

    /// Forms whose answer is well-framed HTTP, and what their body must show.
    @Test(arguments: [
        Malformation.truncatedJSON, .html, .empty, .null, .array, .wrongTypes, .duplicateKeys, .deepNesting,
        .notANumber,
        .hugeNumber, .loneSurrogate, .escapedNUL, .notUTF8, .byteOrderMark, .gzip, .falseGzip,
    ])
    func isNotTheRightAnswer(form: Malformation) async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()
            bundle.simulator.set(Fault(.malformed(form)))

            let answer = try await bundle.wire.get(Self.target, token: token)

            #expect(answer.status == 200)
            #expect(answer.isComplete)
            let text = String(decoding: answer.body, as: UTF8.self)
            switch form {
            case .truncatedJSON: #expect(throws: (any Error).self) { try answer.decoded(Answers.Rows.self) }
            case .html: #expect(text.hasPrefix("<!DOCTYPE html>"))
            case .empty: #expect(answer.body.isEmpty)
            case .null: #expect(text == "null")
            case .array: #expect(text == "[1,2,3]")
            case .wrongTypes: #expect(throws: (any Error).self) { try answer.decoded(Answers.Rows.self) }
            case .duplicateKeys: #expect(text.components(separatedBy: #""value":"#).count == 3)
            case .deepNesting: #expect(text == String(repeating: "[", count: 100_000))
            case .notANumber: #expect(text.contains(":NaN"))
            case .hugeNumber: #expect(text.contains(":1e300"))
            case .loneSurrogate: #expect(text.contains(#""\ud800""#))
            case .escapedNUL: #expect(text.contains(#"a\u0000b"#))
            case .notUTF8: #expect(String(validating: answer.body, as: UTF8.self) == nil)
            case .byteOrderMark: #expect(answer.body.starts(with: [0xef, 0xbb, 0xbf]))
            case .gzip, .falseGzip: #expect(answer.header("content-encoding") == "gzip")
            default: Issue.record("no expectation for \(form)")
            }
        }
    }

    @Test func gzipIsRealGzip() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()
            bundle.simulator.set(Fault(.malformed(.gzip)))
            let answer = try await bundle.wire.get(Self.target, token: token)
            let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).gz")
            try answer.body.write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }

            let result = try await ChildProcess.run("gzip", ["-dc", file.path()])

            #expect(result.status == 0)
            #expect(result.output.contains("Aino Virtanen"))
        }
    }

    @Test func framingIsBrokenWhereItSaysSo() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let request = "GET \(Self.target) HTTP/1.1\r\nHost: acme.crm4.dynamics.test\r\n\r\n"

            bundle.simulator.set(Fault(.malformed(.shortBody)))
            let short = try await bundle.wire.exchange(request)
            bundle.simulator.set(Fault(.malformed(.badChunk)))
            let chunk = try await bundle.wire.exchange(request)
            bundle.simulator.set(Fault(.malformed(.twoLengths)))
            let lengths = try await bundle.wire.exchange(request) { _ in false }
            bundle.simulator.set(Fault(.malformed(.notHTTP)))
            let other = try await bundle.wire.exchange(request)

            #expect(short.end == .closed)
            #expect(!short.isComplete)
            #expect(chunk.text.contains("\r\n\r\nzz\r\n"))
            #expect(lengths.text.components(separatedBy: "Content-Length: ").count == 3)
            #expect(other.text.hasPrefix("SSH-2.0"))
        }
    }

    @Test(arguments: [Malformation.endlessBody, .endlessHead])
    func endlessGoesOnAndOn(form: Malformation) async throws {
        try await SimulatorBundle.withSimulator { bundle in
            bundle.simulator.set(Fault(.malformed(form)))
            let request = "GET \(Self.target) HTTP/1.1\r\nHost: acme.crm4.dynamics.test\r\n\r\n"

            let answer = try await bundle.wire.exchange(request) { $0.bytes.count > 5_000_000 }

            #expect(answer.bytes.count > 5_000_000)
            #expect(answer.end == .open)
            bundle.simulator.clearFaults()
            let alive = try await bundle.wire.get(Self.target)
            #expect(alive.status == 401)
        }
    }
}
