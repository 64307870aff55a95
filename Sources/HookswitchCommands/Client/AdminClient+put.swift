import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

extension AdminClient {
    /// The largest answer to a document: the document again, and what became of it.
    private static let maximumDocumentAnswerSize = 8 * 1024 * 1024

    /// Puts something in the place of what is there, if that is still of some version.
    ///
    /// - Throws: A ``CommandFailure``: of conflict, if somebody was faster.
    func put<Answer: Decodable>(
        _ path: [String],
        query: [(String, String?)] = [],
        version: Int32,
        json: String,
        as type: Answer.Type = Answer.self
    ) async throws -> Answer {
        try await self.sendDocument(.PUT, path, query: query, tag: SeenTag(version), json, as: "application/json")
    }

    /// Changes some members of what is there and leaves the others, if that is still as it was seen: RFC 7396.
    ///
    /// - Throws: A ``CommandFailure``: of conflict, if somebody was faster.
    func mergePatch<Answer: Decodable>(
        _ path: [String],
        query: [(String, String?)] = [],
        tag: SeenTag,
        json: String,
        as type: Answer.Type = Answer.self
    ) async throws -> Answer {
        let mediaType = "application/merge-patch+json"
        return try await self.sendDocument(.PATCH, path, query: query, tag: tag, json, as: mediaType)
    }

    private func sendDocument<Answer: Decodable>(
        _ method: HTTPMethod,
        _ path: [String],
        query: [(String, String?)],
        tag: SeenTag,
        _ json: String,
        as mediaType: String
    ) async throws -> Answer {
        let target = String(self.address.url(path, query: query).dropFirst(self.address.text.count))
        let headers = [
            (name: "accept", value: "application/json, application/problem+json"),
            (name: "content-type", value: mediaType), (name: "if-match", value: tag.text),
        ]
        let (status, requestID, body) = try await self.raw(
            method,
            target,
            headers: headers,
            content: Array(json.utf8)
        ) { answer in
            let body = try await answer.body.collect(upTo: Self.maximumDocumentAnswerSize)
            return (Int(answer.status.code), answer.headers.first(name: "request-id"), Array(body.readableBytesView))
        }
        guard (200..<300).contains(status) else {
            throw await self.refusal(of: path, status: status, requestID: requestID, body: body)
        }
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(body))
        } catch {
            throw CommandFailure(
                .failed,
                code: "answer",
                "the server's answer is not what this hookswitch expects",
                why: ["\(self.address.text) may be another program or another version of hookswitch"],
                fix: "hookswitch version"
            )
        }
    }
}
