import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers with events as they happen: `text/event-stream`, as HTML's standard has server-sent events.
struct EventStream: Sendable {
    /// The media type.
    static let type = "text/event-stream"

    /// Sends one event after the other.
    struct Writer {
        fileprivate var body: any ResponseBodyWriter

        /// Sends an event.
        ///
        /// - Parameters:
        ///   - name: The event's name, without line breaks.
        ///   - value: Its data, which JSON keeps in one line.
        mutating func send(_ name: String, _ value: some Encodable) async throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            var buffer = ByteBuffer(string: "event: \(name)\ndata: ")
            buffer.writeBytes(try encoder.encode(value))
            buffer.writeString("\n\n")
            try await self.body.write(buffer)
        }
    }

    /// An answer whose events come from `work`. A client that goes away ends it: the next event cannot be sent.
    static func response(_ work: @escaping @Sendable (inout Writer) async throws -> Void) -> Response {
        // Proxies that gather answers would hold the events back; nginx heeds this.
        let headers: HTTPFields = [.contentType: self.type, .accelBuffering: "no"]
        let body = ResponseBody { writer in
            var events = Writer(body: writer)
            try await work(&events)
            try await events.body.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}
