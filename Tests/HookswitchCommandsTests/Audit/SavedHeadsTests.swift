import Foundation
import Hookswitch
import Testing

@testable import HookswitchCommands

/// Heads that were kept in a file are those that `audit verify` and an export print.
@Suite struct SavedHeadsTests {
    private static let hash = String(repeating: "ab", count: 32)
    private static let head = "ten_b" + String(repeating: "a", count: 25) + ":12:" + Self.hash

    @Test(arguments: [
        "\(Self.head)", "  \(Self.head)\r", " ✔ acme ten_a  12 records  head \(Self.head)",
        " ✔ ten_a  12 records  head \(Self.head)",
    ])
    func aLineWithAHeadIsTheHead(_ line: String) {
        #expect(SavedHeads.heads(in: line)?.map(\.description) == [Self.head])
    }

    @Test func aHeadOfAnExportIsOneAndARecordIsNone() {
        let chain = Self.head.prefix { $0 != ":" }
        let signature = String(repeating: "00", count: 64)
        let line = """
            {"chain":"\(chain)","hash":"\(Self.hash)","key_id":"k","sequence":12,"signature":"\(signature)",\
            "signed_at":"2026-11-22T10:00:00.000000Z","type":"head"}
            """

        #expect(SavedHeads.heads(in: line)?.map(\.description) == [Self.head])
        #expect(SavedHeads.heads(in: #"{"type":"record"}"#) == [])
    }

    @Test(arguments: ["", "  ", " ✖ acme ten_a  3 records in order before the fault"])
    func aLineWithoutAHeadIsPassedOver(_ line: String) {
        #expect(SavedHeads.heads(in: line) == [])
    }

    @Test(arguments: ["acme", "\(Self.head)x", "# \(Self.head)", " ✔ acme  12 records  head ten_a:12"])
    func whatIsNoHeadIsRefused(_ line: String) {
        #expect(SavedHeads.heads(in: line) == nil)
    }

    @Test func aFileIsReadAndItsFirstWrongLineNamed() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "heads-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        try Data("\(Self.head)\n\n\(Self.head)\n".utf8).write(to: url)

        #expect(try SavedHeads.read(path: url.path).count == 2)
        try Data("\(Self.head)\nacme\n".utf8).write(to: url)
        let failure = #expect(throws: CommandFailure.self) { try SavedHeads.read(path: url.path) }
        #expect(failure?.problem.title?.hasPrefix("line 2 of ") == true)
        try Data("\n".utf8).write(to: url)
        #expect(throws: CommandFailure.self) { try SavedHeads.read(path: url.path) }
    }
}
