import AsyncHTTPClient
import Foundation
import Hookswitch
import NIOCore
import NIOHTTP1

extension AdminClient {
    /// The largest answer that is no stream: a problem with an issue for each of many rows.
    private static let maximumAnswerSize = 32 * 1024 * 1024

    /// Sends the rows of a file of tenants to be planned.
    ///
    /// - Parameters:
    ///   - content: The rows, in NDJSON.
    ///   - origin: The file.
    func planImport(_ content: [UInt8], of origin: ImportOrigin) async throws -> ImportView {
        let format = ImportFormat.ndjson
        let headers = [(name: "accept", value: "application/json"), (name: "content-type", value: format.mediaType)]
        let target = "/api/v1/imports?mode=plan&file_format=\(origin.format.rawValue)&file_sha256=\(origin.sha256)"
        return try await self.raw(.POST, target, headers: headers, content: content) { answer in
            try await self.check(answer, of: ["imports"])
            let body = try await answer.body.collect(upTo: Self.maximumAnswerSize)
            return try Self.decode(Array(body.readableBytesView))
        }
    }

    /// Applies a plan.
    ///
    /// - Parameters:
    ///   - concurrency: How many rows at once; `nil` leaves that to the server.
    ///   - receive: Called with each row as it ends.
    /// - Returns: The plan as it is then; `nil` if the server ended the answer before.
    func applyImport(
        _ id: String,
        concurrency: Int?,
        _ receive: (ImportItemView) throws -> Void
    ) async throws -> ImportView? {
        let headers = [(name: "accept", value: "text/event-stream")]
        let query = concurrency.map { "?concurrency=\($0)" } ?? ""
        let target = "/api/v1/imports/" + AdminAddress.encoded(id) + "/apply" + query
        return try await self.raw(.POST, target, headers: headers, content: nil) { answer in
            try await self.check(answer, of: ["imports", id, "apply"])
            var reader = ServerSentEvents()
            var result: ImportView?
            for try await chunk in answer.body {
                for event in try reader.feed(chunk.readableBytesView) {
                    switch event.name {
                    case "item": try receive(try Self.decode(Array(event.data.utf8)))
                    case "result": result = try Self.decode(Array(event.data.utf8))
                    default: break
                    }
                }
            }
            return result
        }
    }

    /// Reads all tenants as a file, part by part.
    func export(_ format: ImportFormat, _ receive: ([UInt8]) throws -> Void) async throws {
        let target = "/api/v1/exports?format=" + format.rawValue
        try await self.raw(.GET, target, headers: [(name: "accept", value: "*/*")], content: nil) { answer in
            try await self.check(answer, of: ["exports"])
            for try await chunk in answer.body { try receive(Array(chunk.readableBytesView)) }
        }
    }

    private func check(_ answer: HTTPClientResponse, of path: [String]) async throws {
        let status = Int(answer.status.code)
        guard !(200..<300).contains(status) else { return }
        let body = try await answer.body.collect(upTo: Self.maximumAnswerSize)
        let requestID = answer.headers.first(name: "request-id")
        throw await self.refusal(of: path, status: status, requestID: requestID, body: Array(body.readableBytesView))
    }

    private static func decode<Value: Decodable>(_ bytes: [UInt8]) throws(CommandFailure) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch {
            throw CommandFailure(
                .failed,
                code: "answer",
                "the server's answer is not what this hookswitch expects",
                why: ["it may be another version of hookswitch"],
                fix: "hookswitch version"
            )
        }
    }
}
