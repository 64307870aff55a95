import Hookswitch
import NIOHTTP1
import Testing

@testable import CallPlane

@Suite struct RequestGateTests {
    private let gate = RequestGate(allowedHosts: [], maximumFieldCount: 64)
    private let path = "/hooks/aaaaaaaaaaaaaaaaaaaaaaaaaa"

    private func head(_ fields: [(String, String)] = [], uri: String? = nil) -> HTTPRequestHead {
        HTTPRequestHead(
            version: .http1_1,
            method: .POST,
            uri: uri ?? self.path,
            headers: HTTPHeaders([("Host", "a")] + fields)
        )
    }

    @Test func theProofIsReadFromEitherField() throws {
        let key = try self.gate.admit(self.head([("x-BENEMEN-apikey", "k")])).proof
        let basic = try self.gate.admit(self.head([("AUTHORIZATION", "BASIC dTpw")])).proof
        let none = try self.gate.admit(self.head()).proof

        guard case .apiKey(let bytes) = key, case .basic(let pair) = basic, case .none = none else {
            Issue.record("a proof was not read")
            return
        }
        #expect(bytes == Array("k".utf8))
        #expect(pair == Array("u:p".utf8))
    }

    @Test(arguments: [
        [("Authorization", "Basic")], [("Authorization", "Basic ?")], [("Authorization", "Bearer dTpw")],
        [("Authorization", "")], [("X-Benemen-APIKey", "k"), ("X-Benemen-APIKey", "k")],
        [("X-Benemen-APIKey", "k"), ("Authorization", "Basic dTpw")],
    ]) func aProofThatIsDoubtfulIsNone(fields: [(String, String)]) throws {
        guard case .unreadable = try self.gate.admit(self.head(fields)).proof else {
            Issue.record("a doubtful proof was read")
            return
        }
    }

    @Test func everyByteOfATargetButAFewIsRefused() {
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_.-".utf8)
        for byte in UInt8.min...UInt8.max {
            let uri = "/hooks/a" + String(decoding: [byte], as: UTF8.self) + "b"
            let refusal = Self.refusal(of: self.head(uri: uri), at: self.gate)
            #expect((refusal == .target) != allowed.contains(byte), "\(byte)")
        }
    }

    @Test func noHeadTraps() {
        let names = [
            "Host", "host", "Content-Length", "Transfer-Encoding", "Expect", "Upgrade", "", "_", "é", "Authorization",
        ]
        let values = [
            "", " ", "chunked", "100-continue", "Basic ", "99999999999999999999", "-1", "é", "a:b", ":", "[::1]:80",
        ]
        for name in names {
            for value in values {
                for method in [HTTPMethod.POST, .GET, .CONNECT, .RAW(value: "")] {
                    for uri in ["", "/", "/hooks/", self.path, "é", "\u{0}"] {
                        var head = self.head([(name, value)], uri: uri)
                        head.method = method
                        let strict = RequestGate(allowedHosts: ["b"], maximumFieldCount: 1)
                        _ = Self.refusal(of: head, at: self.gate)
                        _ = Self.refusal(of: head, at: strict)
                    }
                }
            }
        }
    }

    @Test func hostsAreComparedWithoutPortAndCase() throws {
        let gate = RequestGate(allowedHosts: ["Hooks.Example", "[::1]"], maximumFieldCount: 64)
        for host in ["hooks.example", "HOOKS.EXAMPLE:443", "[::1]", "[::1]:8080"] {
            var head = self.head()
            head.headers.replaceOrAdd(name: "Host", value: host)
            #expect(throws: Never.self) { try gate.admit(head) }
        }
        for host in [
            "hooks.example.evil", "hooks.example.", "::1", "[::1]x", ".hooks.example", "hooks.example:80:80",
            "hooks.example:", "evil:443:443", "hooks.example@evil",
        ] {
            var head = self.head()
            head.headers.replaceOrAdd(name: "Host", value: host)
            #expect(Self.refusal(of: head, at: gate) == .misdirected || host == "hooks.example:")
        }
    }

    private static func refusal(of head: HTTPRequestHead, at gate: RequestGate) -> Refusal? {
        do throws(Refusal) {
            _ = try gate.admit(head)
            return nil
        } catch {
            return error
        }
    }
}
