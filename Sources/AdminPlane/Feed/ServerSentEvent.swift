import Foundation
import Hookswitch

/// The text of one event of a stream, as the HTML standard has it (section 9.2, "Server-sent events").
enum ServerSentEvent {
    /// What a stream begins with: after how many milliseconds a reader whose connection broke comes back.
    static let opening = "retry: 3000\n: open\n\n"

    /// Between which moments decisions may be missing.
    private struct Skipped: Encodable {
        let since: String
        let until: String
    }

    /// The text of a signal.
    static func text(_ signal: FeedSignal) throws -> String {
        switch signal {
        case .heartbeat: ": heartbeat\n\n"
        case .decision(let event):
            "id: \(event.id)\nevent: decision\ndata: \(try Self.line(event.decision))\n\n"
        case .skipped(let since, let until):
            "event: skipped\ndata: \(try Self.line(Skipped(since: since.rfc3339, until: until.rfc3339)))\n\n"
        }
    }

    /// JSON in one line: its own line feeds are escaped, for an event ends with an empty one.
    private static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
