import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers in JSON: members sorted, so that equal things have equal bytes.
enum JSONAnswer {
    /// An answer with a value.
    static func response(
        _ value: some Encodable,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) throws -> Response {
        self.response(json: ByteBuffer(bytes: try self.encoder().encode(value)), status: status, headers: headers)
    }

    /// An answer with JSON that is already text.
    static func response(
        json: ByteBuffer,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: json))
    }

    /// The body of a value that has nothing that JSON cannot say.
    static func body(_ value: some Encodable) -> ResponseBody {
        ResponseBody(byteBuffer: self.bytes(of: value))
    }

    /// The bytes of a value that has nothing that JSON cannot say.
    static func bytes(of value: some Encodable) -> ByteBuffer {
        do {
            return ByteBuffer(bytes: try self.encoder().encode(value))
        } catch {
            // Only a number that is no number fails, and a problem has none; an empty body still has its status.
            return ByteBuffer()
        }
    }

    /// The encoder of every answer.
    static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
