import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

extension AdminClient {
    /// The largest answer with a tag: one tenant.
    private static let maximumTaggedSize = 8 * 1024 * 1024

    /// Reads something with its tag, which a change of all of it needs.
    ///
    /// - Throws: A ``CommandFailure``, also if the answer has no tag.
    func tagged<Answer: Decodable & Sendable>(
        _ path: [String],
        as type: Answer.Type = Answer.self
    ) async throws -> (answer: Answer, tag: SeenTag) {
        let target = String(self.address.url(path, query: []).dropFirst(self.address.text.count))
        let headers = [(name: "accept", value: "application/json, application/problem+json")]
        return try await self.raw(.GET, target, headers: headers, content: nil) { answer in
            let status = Int(answer.status.code)
            let body = Array(try await answer.body.collect(upTo: Self.maximumTaggedSize).readableBytesView)
            guard (200..<300).contains(status) else {
                let requestID = answer.headers.first(name: "request-id")
                throw await self.refusal(of: path, status: status, requestID: requestID, body: body)
            }
            guard let tag = answer.headers.first(name: "etag"),
                let value = try? JSONDecoder().decode(Answer.self, from: Data(body))
            else {
                throw CommandFailure(
                    .failed,
                    code: "answer",
                    "the server's answer is not what this hookswitch expects",
                    why: ["\(self.address.text) may be another program or another version of hookswitch"],
                    fix: "hookswitch version"
                )
            }
            return (value, SeenTag(tag))
        }
    }
}
