import Foundation
import Glibc
import Logging
import Testing

@testable import Telemetry

@Suite struct JSONLogHandlerTests {
    struct Failure: Error, CustomStringConvertible {
        let description = "the store said no"
    }

    private func line(_ message: String, _ metadata: Logger.Metadata = [:], format: LogFormat = .json) -> [UInt8] {
        format.encode(LogEntry(level: .info, label: "test", message: message, metadata: metadata))
    }

    private func object(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test func anEntryIsOneObjectWithItsParts() throws {
        var entry = LogEntry(level: .warning, label: "hookswitch.calls", message: "a call was shed")
        entry.time = Timestamp(seconds: 1_795_344_127, milliseconds: 7)
        entry.metadata = ["tenant": "acme", "limits": ["a", ["b": "c"]]]

        let text = String(decoding: LogFormat.json.encode(entry), as: UTF8.self)

        #expect(
            text == """
                {"time":"2026-11-22T10:42:07.007Z","level":"warning","logger":"hookswitch.calls",\
                "message":"a call was shed","metadata":{"limits":["a",{"b":"c"}],"tenant":"acme"}}

                """
        )
    }

    @Test(arguments: [
        "\u{0}", "\n", "\r\n", "\u{1B}[31m", "\u{7F}", "\u{80}\u{9F}", "\u{85}", "\u{2028}\u{2029}", "\u{202E}", "\"",
        "\\",
        "\\u0041", "é\u{301}", "👩‍👩‍👧", "{\"a\":1}", "",
    ])
    func whateverTheTextTheLineIsOneLineAndSaysTheSame(text: String) throws {
        for bytes in [self.line(text), self.line("m", ["k": "\(text)"]), self.line("m", [text: "v"])] {
            #expect(bytes.filter { $0 < 0x20 || $0 == 0x7F } == [10])
            #expect(
                !String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { (0x7F...0x9F).contains($0.value) }
            )
        }
        #expect(try self.object(self.line(text))["message"] as? String == text)
        #expect((try self.object(self.line("m", [text: "v"]))["metadata"] as? [String: String])?[text] == "v")
        #expect((try self.object(self.line("m", ["k": "\(text)"]))["metadata"] as? [String: String])?["k"] == text)
    }

    @Test func aTerminalIsSentNoControlCharacter() {
        let bytes = self.line("a\u{1B}[2J\r\nb", ["k": "\u{9B}31m\u{202E}"], format: .text)

        let scalars = String(decoding: bytes, as: UTF8.self).dropLast().unicodeScalars
        #expect(!scalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E })
    }

    @Test func everyPartHasItsLimit() throws {
        let long = String(repeating: "€", count: 100_000)
        let wide = Dictionary(uniqueKeysWithValues: (0..<1000).map { ("\($0)", Logger.MetadataValue.string(long)) })
        var deep = Logger.MetadataValue.string("bottom")
        for _ in 0..<1000 { deep = .array([deep]) }

        for metadata in [["a": .string(long)], wide, ["a": deep], ["a": .dictionary(wide)], [long: "a"]] {
            let bytes = self.line(long, metadata)
            #expect(bytes.count < 40_000)
            _ = try self.object(bytes)
            #expect(self.line(long, metadata, format: .text).count < 40_000)
        }
    }

    @Test func whatStandsNearestToTheEventWins() async throws {
        let reader = try BlockedReader()
        let pipe = LogPipe(descriptor: reader.writeEnd)
        var handler = JSONLogHandler(label: "test", pipe: pipe, logLevel: .debug)
        handler.metadata = ["a": "handler", "b": "handler", "c": "handler"]
        handler.metadataProvider = Logger.MetadataProvider { ["a": "task", "b": "task"] }
        let configured = handler
        let logger = Logger(label: "test") { _ in configured }

        logger.debug("failed", error: Failure(), metadata: ["a": "event"])
        logger.trace("not written")
        pipe.close(within: .seconds(20))
        close(reader.writeEnd)

        let lines = await reader.startReading().lines
        let metadata = try #require(self.object(Array(lines[0].utf8))["metadata"] as? [String: String])
        #expect(lines.count == 1)
        #expect(metadata == ["a": "event", "b": "task", "c": "handler", "error": "the store said no"])
    }
}
