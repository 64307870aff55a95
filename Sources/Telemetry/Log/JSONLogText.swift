import Logging

/// Log metadata as JSON text, within ``LogLimits``.
struct JSONLogText {
    var bytes: [UInt8] = []

    mutating func append(_ text: String, maximumByteCount: Int) {
        self.bytes.append(UInt8(ascii: "\""))
        LogText.append(text, quoted: true, maximumByteCount: maximumByteCount, to: &self.bytes)
        self.bytes.append(UInt8(ascii: "\""))
    }

    /// Writes members in the order of their names, so that equal entries are equal lines.
    mutating func append(_ metadata: Logger.Metadata, depth: Int = 1) {
        self.bytes.append(UInt8(ascii: "{"))
        let members = metadata.sorted { $0.key < $1.key }.prefix(LogLimits.maximumMemberCount)
        for (index, member) in members.enumerated() {
            guard self.bytes.count < LogLimits.maximumLineByteCount else { break }
            if index > 0 { self.bytes.append(UInt8(ascii: ",")) }
            self.append(member.key, maximumByteCount: LogLimits.maximumKeyByteCount)
            self.bytes.append(UInt8(ascii: ":"))
            self.append(member.value, depth: depth)
        }
        self.bytes.append(UInt8(ascii: "}"))
    }

    mutating func append(_ value: Logger.MetadataValue, depth: Int = 1) {
        let isTooDeep = depth >= LogLimits.maximumDepth
        switch value {
        case .string(let text):
            self.append(text, maximumByteCount: LogLimits.maximumValueByteCount)
        case .stringConvertible(let value):
            self.append(value.description, maximumByteCount: LogLimits.maximumValueByteCount)
        case .dictionary where isTooDeep, .array where isTooDeep:
            self.append("…", maximumByteCount: LogLimits.maximumValueByteCount)
        case .dictionary(let members):
            self.append(members, depth: depth + 1)
        case .array(let values):
            self.bytes.append(UInt8(ascii: "["))
            for (index, value) in values.prefix(LogLimits.maximumMemberCount).enumerated() {
                guard self.bytes.count < LogLimits.maximumLineByteCount else { break }
                if index > 0 { self.bytes.append(UInt8(ascii: ",")) }
                self.append(value, depth: depth + 1)
            }
            self.bytes.append(UInt8(ascii: "]"))
        }
    }
}
