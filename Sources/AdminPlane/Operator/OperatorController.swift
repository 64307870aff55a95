import Foundation
import HTTPTypes
import Hookswitch
import Hummingbird

/// Operators: listed, made, shown, changed and ended.
struct OperatorController: Sendable {
    /// How many operators a page may have.
    static let pageLimits = 1...OperatorService.maximumPageSize
    /// How many a page has when nothing is said.
    static let pageLimit = 50

    let operators: OperatorService
    let bodies: RequestBodyReader
    let once: IdempotencyGate

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/operators", "listOperators", needs: .accessAdmin, self.list),
            AdminRoute(.post, "/api/v1/operators", "createOperator", needs: .accessAdmin, self.create),
            AdminRoute(.get, "/api/v1/operators/{id}", "getOperator", needs: .accessAdmin, self.show),
            AdminRoute(.patch, "/api/v1/operators/{id}", "changeOperator", needs: .accessAdmin, self.change),
            AdminRoute(.delete, "/api/v1/operators/{id}", "endOperator", needs: .accessAdmin, self.end),
        ]
    }

    private static let unknown = Problem(
        .notFound,
        "There is no such operator.",
        fix: "`hookswitch operator list` shows them."
    )

    private func list(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["after", "limit"])
        let limit = try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit)
        let page = try await self.operators.list(for: request.sender, limit: limit, after: query["after"])
        return try ListPage(page.data, next: page.next).response(path: "/api/v1/operators", query: query)
    }

    private func create(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        return try await self.once.answer(request, dryRun: isDryRun) { request in
            let order = try await self.bodies.read(OperatorRequest.self, from: request.request).order()
            let created = try await self.operators.create(order, by: request.sender, dryRun: isDryRun)
            guard !isDryRun else { return try Answer(ChangePlan(changes: created.changes)) }
            return try Answer(
                CreatedOperatorAnswer(created),
                status: .created,
                etag: EntityTag.of(created.details.version),
                isSecret: created.invitation != nil
            )
        }
    }

    private func show(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        guard let id = UUID(uuidString: request.id),
            let details = try await self.operators.show(id, for: request.sender)
        else { throw Self.unknown }
        return try Self.answer(details)
    }

    private func change(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        let condition = try request.versionCondition()
        let change = try await self.bodies.read(OperatorPatch.self, from: request.request).change()
        guard let id = UUID(uuidString: request.id),
            let changed = try await self.operators.change(
                id,
                change,
                if: condition,
                by: request.sender,
                dryRun: isDryRun
            )
        else { throw Self.unknown }
        guard !isDryRun else { return try JSONAnswer.response(ChangePlan(changes: changed.changes)) }
        return try Self.answer(changed.details)
    }

    private func end(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["dry_run", "tokens"])
        let isDryRun = try query.flag("dry_run")
        let revokesMade = try query.flag("tokens")
        let condition = try request.versionCondition()
        try await self.bodies.readNothing(from: request.request)
        guard let id = UUID(uuidString: request.id),
            let ended = try await self.operators.end(
                id,
                if: condition,
                revokesMade: revokesMade,
                by: request.sender,
                dryRun: isDryRun
            )
        else { throw Self.unknown }
        return try JSONAnswer.response(ended)
    }

    private static func answer(_ details: OperatorDetails) throws -> Response {
        try JSONAnswer.response(details, headers: [.eTag: EntityTag.of(details.version)])
    }
}
