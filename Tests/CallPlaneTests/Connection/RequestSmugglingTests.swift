import Testing

@testable import CallPlane
import Hookswitch

/// Requests that two programs could read differently, as raw bytes over a live socket. Each is followed by a second
/// request, which must never be answered: what comes after a doubt is not read.
@Suite(.timeLimit(.minutes(1))) struct RequestSmugglingTests {
    /// A vector: what stands for the request line, the fields and the body, and the status that it gets.
    struct Vector: Sendable, CustomTestStringConvertible {
        let name: String
        let status: Int
        var line = "POST /hooks/E HTTP/1.1"
        var fields = ["Host: a", "X-Benemen-APIKey: K", "Content-Length: 45"]
        var body = #"{"anum":"+35850454564","bnum":"+35840675644"}"#

        var testDescription: String { self.name }

        static func line(_ line: String, _ status: Int = 400) -> Vector {
            Vector(name: line, status: status, line: line)
        }

        static func fields(_ fields: String..., status: Int = 400, body: String? = nil) -> Vector {
            var vector = Vector(name: fields.joined(separator: ", "), status: status)
            vector.fields = ["Host: a", "X-Benemen-APIKey: K"] + fields
            if let body { vector.body = body }
            return vector
        }

        static func bare(_ fields: String..., status: Int = 400) -> Vector {
            var vector = Vector(name: "only " + fields.joined(separator: ", "), status: status)
            vector.fields = fields
            return vector
        }
    }

    private static let chunkedBody = "2D\r\n" + #"{"anum":"+35850454564","bnum":"+35840675644"}"# + "\r\n0\r\n\r\n"

    /// What NIO's parser lets through, so that only our gate stops it.
    static let gateVectors: [Vector] = [
        .fields("Transfer-Encoding: xchunked", body: Self.chunkedBody),
        .fields("Transfer-Encoding: chunked, chunked", body: Self.chunkedBody),
        .fields("Transfer-Encoding: gzip, chunked", body: Self.chunkedBody),
        .fields("Transfer-Encoding: Chunked", body: Self.chunkedBody),
        .bare("X-Benemen-APIKey: K", "Content-Length: 45"),
        .bare("Host: a", "Host: a", "X-Benemen-APIKey: K", "Content-Length: 45"),
        .bare("Host:", "X-Benemen-APIKey: K", "Content-Length: 45"),
        .line("POST /hooks/E HTTP/1.0", 505),
        .line("POST http://evil/hooks/E HTTP/1.1"), .line("POST //evil/hooks/E HTTP/1.1"),
        .line("POST /hooks//E HTTP/1.1"), .line("POST /hooks/E#f HTTP/1.1"), .line("POST /hooks/E?a=b HTTP/1.1"),
        .line("POST /hooks/%45 HTTP/1.1"), .line("POST /hooks/E;a HTTP/1.1"), .line("OPTIONS * HTTP/1.1"),
        .line("CONNECT evil:443 HTTP/1.1", 405), .line("TRACE /hooks/E HTTP/1.1", 405),
        .fields(
            "Upgrade: h2c",
            "Connection: Upgrade, HTTP2-Settings",
            "HTTP2-Settings: AAMAAABk",
            "Content-Length: 45"
        ),
        .fields("HTTP2-Settings: AAMAAABk", "Content-Length: 45"), .fields("Upgrade: websocket", "Content-Length: 45"),
        .fields("Content_Length: 0", "Content-Length: 45"), .fields("X_Forwarded_For: ::1", "Content-Length: 45"),
        .line("GET /hooks/E HTTP/1.1"), .line("HEAD /hooks/E HTTP/1.1"),
        .fields("Expect: 200-ok", "Content-Length: 45", status: 417),
        .fields("Content-Encoding: gzip", "Content-Length: 45", status: 415),
    ]

    /// What NIO's parser itself refuses, kept so that an update of it cannot change that unseen.
    static let parserVectors: [Vector] = [
        .fields("Content-Length: 45", "Transfer-Encoding: chunked"),
        .fields("Transfer-Encoding: chunked", "Content-Length: 45"),
        .fields("Content-Length: 45", "Content-Length: 45"), .fields("Content-Length: 45", "Content-Length: 46"),
        .fields("Content-Length: 45, 45"), .fields("Content-Length: +45"), .fields("Content-Length: -1"),
        .fields("Content-Length: 99999999999999999999"), .fields("Content-Length: 4 5"),
        .fields("Transfer-Encoding: chunked, identity", body: Self.chunkedBody),
        .fields("Transfer-Encoding: chunked", "Transfer-Encoding: chunked", body: Self.chunkedBody),
        .fields("Transfer-Encoding: identity", "Content-Length: 45"),
        .fields("Content-Length : 45"), .fields("X: a\r\n b", "Content-Length: 45"),
        .fields("X: a\u{0}b", "Content-Length: 45"), .fields("X: a\u{1}b", "Content-Length: 45"),
        .fields("X: a\rb", "Content-Length: 45"), .fields("X: a\nY: b", "Content-Length: 45"),
        .fields(": x", "Content-Length: 45"),
        .line("POST /hooks/E HTTP/1.9", 505), .line("POST /hooks/E HTTP/2.0", 505),
        .line("POST /hooks/E HTTP/0.9", 505),
        .line("POST /hooks/E", 505), .line("post /hooks/E HTTP/1.1"), .line("FROB /hooks/E HTTP/1.1"),
        .line("POST /hööks HTTP/1.1"), .line("PRI * HTTP/2.0", 505), .line("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}"),
        .fields("Transfer-Encoding: chunked", body: "0x2D\r\n" + Self.chunkedBody.dropFirst(4)),
        .fields("Transfer-Encoding: chunked", body: "2D \r\n" + Self.chunkedBody.dropFirst(4)),
        .fields("Transfer-Encoding: chunked", body: "2D;a\n" + Self.chunkedBody.dropFirst(4)),
        .fields("Transfer-Encoding: chunked", body: "2D\n" + Self.chunkedBody.dropFirst(4)),
        .fields("Transfer-Encoding: chunked", body: "FFFFFFFFFFFFFFFFF\r\n" + Self.chunkedBody.dropFirst(4)),
        .fields("Transfer-Encoding: chunked", body: Self.chunkedBody.replacing("}\r\n0", with: "}0")),
        .fields(
            "Transfer-Encoding: chunked",
            body: Self.chunkedBody.replacing("0\r\n\r\n", with: "0\r\nContent-Length: 1\r\n\r\n")
        ),
    ]

    @Test(arguments: gateVectors + parserVectors)
    func aDoubtfulRequestIsRefusedAndNothingAfterItIsRead(vector: Vector) async throws {
        try await TestPlane.run { plane in
            let endpoint = plane.tenants.routed.text
            var bytes = ([vector.line] + vector.fields + ["", vector.body]).joined(separator: "\r\n")
            bytes = bytes.replacing("/hooks/E", with: "/hooks/\(endpoint)").replacing(
                "APIKey: K",
                with: "APIKey: \(TestTenants.key)"
            )

            let text = try await plane.everything(after: bytes + plane.request())

            #expect(text.hasPrefix("HTTP/1.1 \(vector.status) "))
            #expect(text.contains("\r\nConnection: close\r\n"))
            #expect(text.ranges(of: "\r\nDate: ").count == 1)
            #expect(plane.tenants.recordCount == 0)
        }
    }

    @Test func chunksAreReadAsOneBody() async throws {
        try await TestPlane.run { plane in
            let body = #"{"anum":"+35850454564","bnum":"+35840675644"}"#
            let head = Self.chunkedHead(plane)
            // 45 one-byte chunks are fewer than 64; trailers and short extensions are allowed and ignored.
            let chunks = body.map { "1;a=b\r\n\($0)\r\n" }.joined() + "0\r\nX-Trailer: a\r\n\r\n"

            let whole = try await plane.answer(to: head + Self.chunkedBody)
            let split = try await plane.answer(to: head + chunks)

            #expect(whole.status == 200)
            #expect(split.status == 200)
        }
    }

    @Test func tooManyChunksAreRefused() async throws {
        try await TestPlane.run { plane in
            let fits = String(repeating: "1\r\n \r\n", count: 19) + Self.oneByteChunks + "0\r\n\r\n"
            let beyond = String(repeating: "1\r\n \r\n", count: 20) + Self.oneByteChunks + "0\r\n\r\n"

            let fitting = try await plane.answer(to: Self.chunkedHead(plane) + fits)
            let refused = try await plane.answer(to: Self.chunkedHead(plane) + beyond)
            let flood = try await plane.answer(
                to: Self.chunkedHead(plane) + String(repeating: "1\r\n \r\n", count: 100_000)
            )

            #expect(fitting.status == 200)
            #expect(refused.status == 413)
            #expect(flood.status == 413)
        }
    }

    @Test func bytesThatTheParserSwallowsCountToo() async throws {
        try await TestPlane.run { plane in
            let extensions = "1;" + String(repeating: "a", count: 1_000_000) + "\r\n \r\n"

            let answer = try await plane.answer(to: Self.chunkedHead(plane) + extensions)

            #expect(answer.status == 413)
        }
    }

    @Test func aChunkedBodyBeyondTheLimitIsRefused() async throws {
        try await TestPlane.run { plane in
            let chunk = "1000\r\n" + String(repeating: " ", count: 4096) + "\r\n"

            let answer = try await plane.answer(to: Self.chunkedHead(plane) + String(repeating: chunk, count: 5))

            #expect(answer.status == 413)
        }
    }

    @Test func aHeadBeyondTheLimitsIsRefused() async throws {
        try await TestPlane.run { plane in
            let many = (0..<65).map { "X-\($0): a" }
            let long = ["X: " + String(repeating: "a", count: 17_000)]
            let path = "POST /" + String(repeating: "a", count: 200_000)

            let fitting = Array(many.dropLast(5))

            var statuses: [Int] = []
            for request in [
                plane.request(fields: many), plane.request(fields: long), path, plane.request(fields: fitting),
            ] {
                statuses.append(try await plane.answer(to: request).status)
            }

            #expect(statuses == [431, 431, 431, 200])
        }
    }

    @Test func anotherHostIsMisdirected() async throws {
        try await TestPlane.run(allowedHosts: ["Hooks.example"]) { plane in
            let other = plane.request().replacing("Host: hooks.example", with: "Host: evil.example")
            let withPort = plane.request().replacing("Host: hooks.example", with: "Host: HOOKS.example:443")

            var statuses: [Int] = []
            for request in [other, plane.request(), withPort] {
                statuses.append(try await plane.answer(to: request).status)
            }

            #expect(statuses == [421, 200, 200])
        }
    }

    private static let oneByteChunks =
        #"{"anum":"+35850454564","bnum":"+35840675644"}"#.map { "1\r\n\($0)\r\n" }.joined()

    private static func chunkedHead(_ plane: TestPlane) -> String {
        """
        POST \(plane.tenants.routed.path) HTTP/1.1\r
        Host: a\r
        X-Benemen-APIKey: \(TestTenants.key)\r
        Transfer-Encoding: chunked\r
        \r

        """
    }
}
