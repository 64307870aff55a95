import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import AdminPlane

extension AdminBundle {
    /// Sends one request straight to the router, as the operator.
    ///
    /// - Parameter headers: Set over the usual ones; an empty value takes the field away.
    func send(
        _ method: HTTPRequest.Method,
        _ uri: String,
        json: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var fields: HTTPFields = [.authorization: "Bearer \(self.token)"]
        if json != nil { fields[.contentType] = "application/json" }
        for field in headers { fields[field.name] = field.value.isEmpty ? nil : field.value }
        let sent = fields
        return try await self.plane.application().test(.router) { client in
            try await client.execute(uri: uri, method: method, headers: sent, body: json.map { ByteBuffer(string: $0) })
        }
    }
}

extension TestResponse {
    /// The problem that the answer tells.
    var problem: Problem.Body {
        get throws {
            #expect(self.headers[.contentType] == "application/problem+json")
            return try JSONDecoder().decode(Problem.Body.self, from: Data(buffer: self.body))
        }
    }

    /// The members of the answer's object.
    var members: [String: JSONValue] {
        get throws { try JSONDecoder().decode([String: JSONValue].self, from: Data(buffer: self.body)) }
    }

    /// The answer's text.
    var text: String { String(buffer: self.body) }
}
