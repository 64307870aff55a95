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

extension AdminBundle {
    /// Applies a document for each slug.
    func apply(_ slugs: String...) async throws {
        let documents = slugs.map { SampleDocument.json(slug: $0) }.joined(separator: ",")
        let response = try await self.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(documents))
        #expect(response.status == .ok, "\(response.text)")
    }
}

extension TestResponse {
    /// The problem that the answer tells.
    var problem: Problem.Body {
        get throws {
            #expect(self.headers[.contentType] == "application/problem+json")
            return try JSONDecoder().decode(Problem.Body.self, from: Data(self.text.utf8))
        }
    }

    /// The members of the answer's object.
    var members: [String: JSONValue] {
        get throws { try JSONDecoder().decode([String: JSONValue].self, from: Data(self.text.utf8)) }
    }

    /// The answer's text.
    var text: String { String(buffer: self.body) }

    /// The ids of a list's elements.
    var ids: [String] {
        get throws {
            guard case .list(let data) = try self.members["data"] else { return [] }
            return data.compactMap { element in
                if case .members(let members) = element, case .text(let id) = members["id"] { id } else { nil }
            }
        }
    }
}
