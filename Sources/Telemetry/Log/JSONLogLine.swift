import Logging

/// A log entry as one JSON object on one line.
///
/// `{"time":"2026-11-22T10:42:07.123Z","level":"info","logger":"hookswitch.calls","message":"…","metadata":{…}}`
struct JSONLogLine {
    let bytes: [UInt8]

    init(_ entry: LogEntry) {
        var text = JSONLogText()
        text.bytes += #"{"time":""#.utf8
        text.bytes += entry.time.rfc3339.utf8
        text.bytes += #"","level":""#.utf8
        text.bytes += entry.level.rawValue.utf8
        text.bytes += #"","logger":"#.utf8
        text.append(entry.label, maximumByteCount: LogLimits.maximumKeyByteCount)
        text.bytes += #","message":"#.utf8
        text.append(entry.message, maximumByteCount: LogLimits.maximumMessageByteCount)
        if !entry.metadata.isEmpty {
            text.bytes += #","metadata":"#.utf8
            text.append(entry.metadata)
        }
        text.bytes += "}\n".utf8
        self.bytes = text.bytes
    }
}
