import Foundation
import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// Reads a request's body as JSON, within the limits.
struct RequestBodyReader: Sendable {
    let limits: AdminLimits

    /// The media type of most bodies.
    static let json = "application/json"

    /// How many members that stand twice are told of at once.
    private static let maximumRepeatedCount = 20

    /// Reads a body that must be there.
    ///
    /// - Parameter mediaType: The one that is taken.
    /// - Throws: A ``Problem``: of the wrong type, too large, too slow, not JSON, or not what the operation takes.
    func read<Value: Decodable>(
        _ type: Value.Type,
        as mediaType: String = Self.json,
        from request: Request
    ) async throws -> Value {
        try Self.checkType(of: request, is: mediaType)
        let bytes = try await self.collect(request)
        return try Self.decode(type, from: bytes)
    }

    /// Reads a body that may be left out; `nil` if it is.
    ///
    /// - Throws: As ``read(_:from:)``.
    func readIfAny<Value: Decodable>(_ type: Value.Type, from request: Request) async throws -> Value? {
        let bytes = try await self.collect(request)
        guard !bytes.isEmpty else { return nil }
        try Self.checkType(of: request)
        return try Self.decode(type, from: bytes)
    }

    /// Sees to it that an operation that takes nothing is given nothing: no body, or an empty object.
    func readNothing(from request: Request) async throws {
        let bytes = try await self.collect(request)
        guard !bytes.isEmpty else { return }
        try Self.checkType(of: request)
        _ = try Self.decode(Nothing.self, from: bytes)
    }

    /// No member is known.
    private struct Nothing: Decodable {
        enum CodingKeys: CodingKey, CaseIterable {}

        init(from decoder: any Decoder) throws {
            try decoder.refuseUnknownMembers(but: CodingKeys.self)
        }
    }

    private static func checkType(of request: Request, is expected: String = Self.json) throws(Problem) {
        let types = request.headers[values: .contentType]
        let type = types.count == 1 ? types[0].prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces) : ""
        guard type.lowercased() == expected else {
            throw Problem(
                .unsupportedMediaType,
                "The body's Content-Type is not \(expected).",
                fix: "Send the header `Content-Type: \(expected)`."
            )
        }
        guard request.headers[values: .contentEncoding].allSatisfy({ $0.lowercased() == "identity" }) else {
            throw Problem(.unsupportedMediaType, "The body is encoded.", fix: "Send it without Content-Encoding.")
        }
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        // Foundation would take UTF-16 too, and knows it by its NUL bytes; JSON between programs is UTF-8 (RFC 8259).
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(.malformedRequest, "The body is not UTF-8 text.")
        }
        let result: Result<Value, Problem>
        do {
            result = .success(try JSONDecoder().decode(type, from: Data(text.utf8)))
        } catch let error as DecodingError {
            result = .failure(Problem(error))
        }
        // Of what is no JSON there are no members.
        if case .failure(let problem) = result, problem.code == .malformedRequest { throw problem }
        let repeated = RepeatedMember.find(in: bytes, limit: Self.maximumRepeatedCount)
        guard repeated.isEmpty else { throw Problem(repeated) }
        return try result.get()
    }

    /// The whole body. Its reader is raced against the clock: the idle timeout alone starts again with every byte.
    func collect(_ request: Request) async throws -> [UInt8] {
        let maximum = self.limits.maximumBodySize
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > maximum {
            throw self.tooLarge()
        }
        let body = request.body
        let deadline = self.limits.bodyDeadline
        return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask {
                Array(buffer: try await body.collect(upTo: maximum))
            }
            group.addTask {
                try await Task.sleep(for: deadline)
                return nil
            }
            defer { group.cancelAll() }
            do {
                if let bytes = try await group.next() ?? nil { return bytes }
            } catch is NIOTooManyBytesError {
                throw self.tooLarge()
            } catch {
                // The client's doing, whatever it is: a chunk that is none, or a connection that broke.
                throw Problem(.malformedRequest, "The body could not be read.", leavesBodyUnread: true)
            }
            throw Problem(.requestTimeout, "The body did not come within \(deadline).", leavesBodyUnread: true)
        }
    }

    private func tooLarge() -> Problem {
        Problem(
            .contentTooLarge,
            "A body has at most \(self.limits.maximumBodySize) bytes.",
            leavesBodyUnread: true
        )
    }
}
