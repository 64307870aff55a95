import Foundation
import Testing

@testable import Hookswitch

@Suite struct RepeatedMemberTests {
    @Test(arguments: [
        (#"{"a":1,"a":2}"#, ["/a"]),
        (#"{"a":1,"a":2,"a":3}"#, ["/a", "/a"]),
        (#"{"a":{"b":[0,{"c":1,"d":2,"c":3}]}}"#, ["/a/b/1/c"]),
        (#"[{"a":1},{"a":1},{"a":1,"a":1}]"#, ["/2/a"]),
        (#"[[],[[{"":1,"":1}]]]"#, ["/1/0/0/"]),
        (#"{"a":1,"\u0061":2}"#, ["/a"]),
        (#"{"\"":1,"\u0022":2}"#, ["/\""]),
        ("{\"\u{E9}\":1,\"e\u{301}\":2}", ["/\u{E9}"]),
        (#"{"a" : 1 , "b" : {"a" : 1} , "a" : "x" }"#, ["/a"]),
    ])
    func isFoundWhereverItStands(json: String, pointers: [String]) {
        let found = RepeatedMember.find(in: Array(json.utf8), limit: 10)

        #expect(found.map(\.pointer) == pointers)
    }

    @Test(arguments: [
        "{}", "[]", "1", #""a""#, #"["a","a",{"a":"a"},{"a":["a","a"]}]"#, #"{"a":"b","b":"a","A":"a"}"#,
        #"{"a":"\"a\":1,\"a\":","b":"{\\"}"#, #"{"a":{"a":{"a":{"a":1}}}}"#,
    ])
    func whatStandsOnceIsNone(json: String) {
        #expect(RepeatedMember.find(in: Array(json.utf8), limit: 10).isEmpty)
    }

    @Test func pathIsAsPeopleHaveIt() {
        let found = RepeatedMember.find(in: Array(#"{"pools":[{"target":1,"target":2}]}"#.utf8), limit: 1)

        #expect(found.map(\.path) == ["pools[0].target"])
    }

    @Test func noMoreAreSoughtThanWanted() {
        let json = "{" + (0..<100).map { _ in #""a":1"# }.joined(separator: ",") + "}"

        #expect(RepeatedMember.find(in: Array(json.utf8), limit: 3).count == 3)
    }

    @Test(arguments: ["{", "{\"", "{\"a", "{\"a\\", "}}}]", "{\"a\":1,\"a", ",\"a\"", "\\", "\u{0}"])
    func ofWhatIsNoJSONTheReaderComesToAnEnd(text: String) {
        _ = RepeatedMember.find(in: Array(text.utf8), limit: 10)
    }

    @Test func whatNestsDeeperThanADecoderGoesIsNotFollowed() {
        let deep = String(repeating: "[", count: 200_000) + #"{"a":1,"a":1}"#

        #expect(RepeatedMember.find(in: Array(deep.utf8), limit: 1).isEmpty)
    }

    /// The decoder is the second opinion: a member that it dropped is one that is found.
    @Test func textsOfChanceAreReadAsTheDecoderReadsThem() throws {
        var random = SeededGenerator(seed: 11)
        var repeatedCount = 0
        for _ in 0..<2_000 {
            var written = 0
            let json = Self.object(depth: 0, written: &written, using: &random)
            let value = try JSONSerialization.jsonObject(with: Data(json.utf8))

            let found = RepeatedMember.find(in: Array(json.utf8), limit: .max)

            // What stands in a dropped member is dropped with it.
            #expect(found.isEmpty == (Self.memberCount(of: value) == written), "\(json)")
            repeatedCount += found.isEmpty ? 0 : 1
        }
        #expect((500..<1_900).contains(repeatedCount), "both kinds are tried")
    }

    private static func object(depth: Int, written: inout Int, using random: inout SeededGenerator) -> String {
        let names = [#""a""#, #""b""#, #""\u0061""#, #""c:\"{""#, #""d,""#, #""e}""#, #""\\""#]
        let members = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            written += 1
            let name = names.randomElement(using: &random) ?? ""
            guard depth < 3, Bool.random(using: &random) else { return "\(name): \(name)" }
            let inner = Self.object(depth: depth + 1, written: &written, using: &random)
            return Bool.random(using: &random) ? "\(name):[\(name),\(inner)]" : "\(name):\(inner)"
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    private static func memberCount(of value: Any) -> Int {
        switch value {
        case let members as [String: Any]: members.values.reduce(members.count) { $0 + Self.memberCount(of: $1) }
        case let list as [Any]: list.reduce(0) { $0 + Self.memberCount(of: $1) }
        default: 0
        }
    }
}
