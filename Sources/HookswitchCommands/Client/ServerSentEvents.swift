/// Reads server-sent events out of the bytes in which they come, wherever these are cut.
struct ServerSentEvents: Sendable {
    /// One event.
    struct Event: Hashable, Sendable {
        /// Its name; `message` if it has none.
        var name = "message"
        /// Its id; `nil` if it has none.
        var id: String?
        /// Its data.
        var data = ""
    }

    /// An event is larger than any of ours.
    struct TooLarge: Error {}

    /// The largest line: a result with all its probes is some 20 KiB.
    private static let maximumLineSize = 1024 * 1024

    private var line: [UInt8] = []
    private var current = Event()

    /// Takes bytes and gives the events that they complete.
    mutating func feed(_ bytes: some Sequence<UInt8>) throws(TooLarge) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            guard byte == UInt8(ascii: "\n") else {
                guard self.line.count < Self.maximumLineSize else { throw TooLarge() }
                self.line.append(byte)
                continue
            }
            if self.line.last == UInt8(ascii: "\r") { self.line.removeLast() }
            if let event = self.endLine() { events.append(event) }
            self.line.removeAll(keepingCapacity: true)
        }
        return events
    }

    /// Takes a line; an empty one ends an event.
    private mutating func endLine() -> Event? {
        guard !self.line.isEmpty else {
            defer { self.current = Event() }
            return self.current.data.isEmpty ? nil : self.current
        }
        let text = String(decoding: self.line, as: UTF8.self)
        // A line that begins with a colon is a comment, which keeps a connection alive.
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count > 1 ? (parts[1].hasPrefix(" ") ? parts[1].dropFirst() : parts[1]) : ""
        switch parts[0] {
        case "event": self.current.name = String(value)
        case "id": self.current.id = String(value)
        case "data": self.current.data += (self.current.data.isEmpty ? "" : "\n") + value
        default: break
        }
        return nil
    }
}
