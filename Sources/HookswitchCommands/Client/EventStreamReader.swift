/// Reads the lines of a stream of server-sent events (HTML standard, section 9.2.6) as they come, in parts of any size.
struct EventStreamReader: Sendable {
    /// The longest line that is read: a decision has some 400 bytes.
    private static let maximumLineLength = 64 * 1024

    /// One event.
    struct Event: Hashable, Sendable {
        /// Its kind; `message` where nothing is said.
        var name = "message"
        /// Its id; `nil` if it has none.
        var id: String?
        /// Its data, lines joined.
        var data = ""
    }

    /// A line is longer than any that a server of ours writes.
    struct TooLong: Error {}

    private var line: [UInt8] = []
    private var event = Event()
    private var hasData = false

    /// Takes what came.
    ///
    /// - Returns: The events that are whole now.
    mutating func read(_ bytes: some Sequence<UInt8>) throws(TooLong) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            guard byte != UInt8(ascii: "\n") else {
                if let event = self.endLine() { events.append(event) }
                continue
            }
            guard self.line.count < Self.maximumLineLength else { throw TooLong() }
            self.line.append(byte)
        }
        return events
    }

    private mutating func endLine() -> Event? {
        if self.line.last == UInt8(ascii: "\r") { self.line.removeLast() }
        let text = String(decoding: self.line, as: UTF8.self)
        self.line = []
        guard !text.isEmpty else {
            defer {
                self.event = Event()
                self.hasData = false
            }
            return self.hasData ? self.event : nil
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count > 1 ? String(parts[1].hasPrefix(" ") ? parts[1].dropFirst() : parts[1]) : ""
        switch parts[0] {
        case "event": self.event.name = value
        case "id": self.event.id = value
        case "data":
            self.event.data += self.hasData ? "\n" + value : value
            self.hasData = true
        default: break
        }
        return nil
    }
}
