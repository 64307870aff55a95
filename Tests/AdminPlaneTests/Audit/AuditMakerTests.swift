import Foundation
import HTTPTypes
import HummingbirdTesting
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// What is made with a token names, in the audit, the token that it was made with.
@Suite(.lentDatabase) struct AuditMakerTests {
    @Test(arguments: [
        ("/api/v1/tokens", "token.create", "token"), ("/api/v1/operators", "operator.create", "operator"),
    ])
    func whatATokenMadeNamesTheToken(path: String, action: String, kind: String) async throws {
        let bundle = try await AdminBundle()
        let other = try await bundle.services.tokens.create(name: "liisa", role: .admin, expiresAt: nil)
        let headers: HTTPFields = [.authorization: "Bearer \(other.value.reveal())"]

        let made = try await bundle.send(.post, path, json: #"{"name":"ci","role":"read_only"}"#, headers: headers)
        #expect(made.status == .created, "\(made.text)")
        guard case .text(let id)? = try made.members["id"] else { throw Killed() }

        let records = try await bundle.send(.get, "/api/v1/audit?action=\(action)").members["data"]
        guard case .list(let list)? = records else { throw Killed() }
        let makers = list.compactMap { record -> JSONValue? in
            guard case .members(let members) = record, members["subject"] == .text("\(kind) \(id)"),
                case .members(let actor)? = members["actor"]
            else { return nil }
            return actor["token_id"]
        }
        // Both tokens have one name: the id tells them apart.
        #expect(makers == [.text(other.id.uuidString.lowercased())])
    }
}
