import Testing

@testable import HookswitchCommands

@Suite struct EventStreamReaderTests {
    private static let text =
        "retry: 3000\n: open\n\nid: dec_1\nevent: decision\ndata: {\"a\":1}\n\n"
        + ": heartbeat\n\ndata: x\r\ndata: y\r\n\r\n"

    @Test(arguments: [1, 2, 7, 1000])
    func eventsAreReadInPartsOfAnySize(size: Int) throws {
        var reader = EventStreamReader()
        var rest = Array(Self.text.utf8)[...]
        var events: [EventStreamReader.Event] = []

        while !rest.isEmpty {
            events += try reader.read(rest.prefix(size))
            rest = rest.dropFirst(size)
        }

        #expect(
            events == [
                EventStreamReader.Event(name: "decision", id: "dec_1", data: "{\"a\":1}"),
                EventStreamReader.Event(name: "message", id: nil, data: "x\ny"),
            ]
        )
    }

    @Test func aLineWithoutAnEndIsRefused() {
        var reader = EventStreamReader()

        #expect(throws: EventStreamReader.TooLong.self) {
            _ = try reader.read([UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20))
        }
    }
}
