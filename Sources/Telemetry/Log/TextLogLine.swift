import Logging

/// A log entry as one line for a person: `12:42:07.123 info     hookswitch.calls  message  key=value`.
struct TextLogLine {
    /// The longest name of a level is `critical`.
    private static let levelWidth = 8

    private(set) var bytes: [UInt8] = []

    init(_ entry: LogEntry) {
        let level = entry.level.rawValue
        self.bytes += entry.time.localClock.utf8
        self.bytes += " \(level)\(String(repeating: " ", count: max(0, Self.levelWidth - level.count))) ".utf8
        self.append(entry.label, maximumByteCount: LogLimits.maximumKeyByteCount)
        self.bytes += "  ".utf8
        self.append(entry.message, maximumByteCount: LogLimits.maximumMessageByteCount)
        let members = entry.metadata.sorted { $0.key < $1.key }.prefix(LogLimits.maximumMemberCount)
        for (key, value) in members where self.bytes.count < LogLimits.maximumLineByteCount {
            self.bytes += "  ".utf8
            self.append(key, maximumByteCount: LogLimits.maximumKeyByteCount)
            self.bytes.append(UInt8(ascii: "="))
            self.append(value)
        }
        self.bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func append(_ value: Logger.MetadataValue) {
        switch value {
        case .string(let text):
            self.append(text, maximumByteCount: LogLimits.maximumValueByteCount)
        case .stringConvertible(let value):
            self.append(value.description, maximumByteCount: LogLimits.maximumValueByteCount)
        case .dictionary, .array:
            var nested = JSONLogText()
            nested.append(value)
            self.bytes += nested.bytes
        }
    }

    private mutating func append(_ text: String, maximumByteCount: Int) {
        LogText.append(text, quoted: false, maximumByteCount: maximumByteCount, to: &self.bytes)
    }
}
