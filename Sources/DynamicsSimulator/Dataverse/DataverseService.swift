import Foundation
import NIOHTTP1

/// The Web API of one Dataverse environment.
struct DataverseService {
    let environment: CompiledScenario.Environment
    let tokens: TokenStore
    let time: Date

    /// The 401's challenge, from which a client can learn the tenant and the resource.
    static func challenge(of environment: DataverseEnvironment, origin: String) -> String {
        "Bearer authorization_uri=https://login.microsoftonline.com/\(environment.entraTenantID)/oauth2/authorize, "
            + "resource_id=\(origin)/"
    }

    func reply(to request: Request) -> Reply {
        if let address = self.environment.definition.movedTo {
            return self.finished(Reply(status: 302, headers: ["Location": address + request.path]))
        }
        guard let grant = self.grant(of: request) else {
            let challenge = Self.challenge(of: self.environment.definition, origin: request.origin)
            return self.finished(Reply(status: 401, headers: ["WWW-Authenticate": challenge]))
        }
        do throws(DataverseFailure) {
            return self.finished(try self.answer(request, grant: grant))
        } catch {
            return self.finished(error.reply)
        }
    }

    private func finished(_ reply: Reply) -> Reply {
        var reply = reply
        let identifier = UUID().uuidString.lowercased()
        reply.setHeader("Cache-Control", "no-cache")
        reply.setHeader("x-ms-service-request-id", identifier)
        reply.setHeader("REQ_ID", identifier)
        reply.setHeader("OData-Version", "4.0")
        return reply
    }

    private func grant(of request: Request) -> TokenGrant? {
        guard let header = request.headers.first(name: "authorization") else { return nil }
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        guard
            let grant = self.tokens.grant(of: words[1].trimmed, at: self.time),
            grant.environment == self.environment.definition.name
        else { return nil }
        return grant
    }

    private func answer(_ request: Request, grant: TokenGrant) throws(DataverseFailure) -> Reply {
        let (user, userID) = try self.user(of: grant)
        let resource = try DataverseResource(path: request.path)
        guard request.method == "GET" || request.method == "HEAD" else { throw .wrongMethod(request.method) }
        let version = DataverseResource.segments(of: request.path)?.version ?? "v9.2"
        let root = "\(request.origin)\(DataverseResource.root)\(version)"
        switch resource {
        case .whoAmI:
            return .json(self.whoAmI(userID: userID, root: root))
        case .rows(let table):
            let query = try self.query(table, request: request, user: user, userID: userID)
            let preferences = Preferences(request.headers["prefer"])
            var reply = Reply.json(query.answer(root: root, entitySetURL: request.origin + request.path))
            reply.setHeader("Content-Type", "application/json; odata.metadata=minimal")
            if let applied = preferences.applied { reply.setHeader("Preference-Applied", applied) }
            return reply
        case .count(let table):
            let query = try self.query(table, request: request, user: user, userID: userID)
            return .text(String(query.count), status: 200)
        case .row(let table, let identifier):
            let query = try self.query(table, request: request, user: user, userID: userID)
            let row = query.readableRows.first { $0.columns[table.primaryIDColumn] == .string(identifier) }
            guard let row else { throw .noSuchRow(identifier, of: table) }
            return .json(query.single(row, root: root))
        }
    }

    /// The application user behind a token; each way of having no access is another 403.
    private func user(of grant: TokenGrant) throws(DataverseFailure) -> (user: ApplicationUser, id: String) {
        guard let user = self.environment.applicationUser(of: grant.clientID) else { throw .notAMember }
        let organizationID = self.environment.definition.organizationID
        let userID = CompiledScenario.identifier(from: "\(organizationID)/user/\(user.clientID)")
        guard !user.isRestricted else { throw .restricted(applicationID: user.clientID) }
        guard !user.isDisabled else { throw .disabledUser(userID) }
        guard !user.roles.isEmpty else { throw .noRoles(userID: userID) }
        return (user, userID)
    }

    private func query(
        _ table: DataverseTable,
        request: Request,
        user: ApplicationUser,
        userID: String
    ) throws(DataverseFailure) -> TableQuery {
        guard let contents = self.environment.tables[table] else { throw .unknownSegment(table.rawValue) }
        let rows: [TableRow]
        switch user.readDepth(of: table) {
        case .none: throw .missingPrivilege(table, userID: userID, roleCount: user.roles.count)
        case .organization: rows = contents.rows
        case .user: rows = contents.rows.filter(\.isOwnedByApplication)
        }
        return try TableQuery(
            table,
            contents: contents,
            readableRows: rows,
            rawQuery: request.query,
            preferences: Preferences(request.headers["prefer"])
        )
    }

    private func whoAmI(userID: String, root: String) -> JSONText {
        let organizationID = self.environment.definition.organizationID
        return .object([
            "@odata.context": .string("\(root)/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse"),
            "BusinessUnitId": .string(CompiledScenario.identifier(from: "\(organizationID)/businessunit")),
            "UserId": .string(userID),
            "OrganizationId": .string(organizationID),
        ])
    }
}
