import HTTPTypes
import Hookswitch
import HummingbirdTesting
import Routing

@testable import AdminPlane

/// Two tenants with a decision and an audit record each, acme and beta, and tokens of every role: for all tenants, and for acme alone.
struct AccessBundle {
    let admin: AdminBundle
    let decisions: [String: String]
    /// Of each tenant an audit record.
    let records: [String: String]
    /// Of each tenant an offboarding that was cancelled.
    let offboardings: [String: String]
    /// Of each tenant the erasure of a caller.
    let erasures: [String: String]
    /// Of each tenant an operator.
    let operators: [String: String]
    /// An import of beta, planned by somebody who may do so in all tenants.
    let importID: String
    private let tokens: [Holder: String]

    /// Who holds a token.
    struct Holder: Hashable, Sendable, CustomStringConvertible {
        let role: OperatorRole
        let isRestricted: Bool

        static let all = OperatorRole.allCases.flatMap { role in
            [false, true].map { Holder(role: role, isRestricted: $0) }
        }

        var description: String { self.role.rawValue + (self.isRestricted ? " of acme" : "") }
    }

    init() async throws {
        let admin = try await AdminBundle()
        try await admin.apply("acme", "beta")
        var decisions: [String: String] = [:]
        for slug in ["acme", "beta"] {
            decisions[slug] = try await admin.ship(count: 1, of: slug).first.map { "\($0)" }
        }
        try await admin.readSnapshot()
        let plan = try await admin.plan(SampleDocument.line(slug: "beta", name: "Beta Oy"))
        self.importID = try plan.importID
        var tokens: [Holder: String] = [:]
        for holder in Holder.all {
            let order = APITokenOrder(
                name: "\(holder)",
                role: holder.role,
                tenants: holder.isRestricted ? ["acme"] : nil
            )
            tokens[holder] = try await admin.services.tokens.create(order, by: nil).value.reveal()
        }
        var offboardings: [String: String] = [:]
        var erasures: [String: String] = [:]
        for slug in decisions.keys {
            offboardings[slug] = try await admin.offboard(slug)
            _ = try await admin.send(.post, "/api/v1/tenants/\(slug)/resume")
            erasures[slug] = try await admin.erase("+358501112223", of: slug).id
        }
        self.offboardings = offboardings
        self.erasures = erasures
        self.admin = admin
        var records: [String: String] = [:]
        for slug in decisions.keys {
            records[slug] = try await admin.send(.get, "/api/v1/tenants/\(slug)/audit").ids.last
        }
        var operators: [String: String] = [:]
        for slug in decisions.keys {
            let json = #"{"name":"of \#(slug)","role":"support","tenants":["\#(slug)"]}"#
            let created = try await admin.send(.post, "/api/v1/operators", json: json)
            if case .text(let id)? = try created.members["id"] { operators[slug] = id }
        }
        self.operators = operators
        self.decisions = decisions
        self.records = records
        self.tokens = tokens
    }

    /// Sends a request of a holder's, which takes any version of a document.
    func send(
        _ holder: Holder,
        _ method: HTTPRequest.Method,
        _ uri: String,
        json: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        let token = self.tokens[holder] ?? ""
        var headers = headers
        headers[.authorization] = "Bearer \(token)"
        headers[.ifMatch] = "*"
        return try await self.admin.send(method, uri, json: json, headers: headers)
    }

    /// Sends a request of a holder's to an operation.
    func send(
        _ holder: Holder,
        to route: AdminRoute,
        slug: String = "acme",
        id: String = "x",
        query: String = "",
        json: String? = nil
    ) async throws -> TestResponse {
        let uri = route.path.replacing("{slug}", with: slug).replacing("{id}", with: id)
            .replacing("{version}", with: "1")
        let isPatch = route.operationID == "changeTenant"
        let headers: HTTPFields = isPatch && json != nil ? [.contentType: "application/merge-patch+json"] : [:]
        return try await self.send(holder, route.method, uri + query, json: json, headers: headers)
    }
}
