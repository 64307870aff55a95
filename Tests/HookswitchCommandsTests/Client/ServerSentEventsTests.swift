import Testing

@testable import HookswitchCommands

@Suite struct ServerSentEventsTests {
    private static let text =
        ": hello\r\nevent: probe\ndata: {\"a\":1}\n\nid: dec_1\nevent: result\ndata: one\ndata:two\n\ndata: x\n\n\n"

    @Test func eventsAreTheSameHoweverTheyAreCut() throws {
        for size in [1, 2, 7, 1000] {
            var reader = ServerSentEvents()
            var events: [ServerSentEvents.Event] = []
            let bytes = Array(Self.text.utf8)

            for start in stride(from: 0, to: bytes.count, by: size) {
                events += try reader.feed(bytes[start..<min(start + size, bytes.count)])
            }

            #expect(events.map(\.name) == ["probe", "result", "message"])
            #expect(events.map(\.id) == [nil, "dec_1", nil])
            #expect(events.map(\.data) == [#"{"a":1}"#, "one\ntwo", "x"])
        }
    }

    @Test func halfAnEventIsNone() throws {
        var reader = ServerSentEvents()

        #expect(try reader.feed("event: result\ndata: {}\n".utf8).isEmpty)
    }

    @Test func lineWithoutEndIsRefused() {
        var reader = ServerSentEvents()

        #expect(throws: ServerSentEvents.TooLarge.self) {
            _ = try reader.feed(repeatElement(UInt8(ascii: "x"), count: 2 * 1024 * 1024))
        }
    }
}
