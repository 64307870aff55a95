import Postgres

/// What the login of `database.url` may do.
struct LoginRights: Hashable, Sendable {
    /// The roles as which every transaction works.
    private static let neededRoles = ["hookswitch_runtime", "hookswitch_fleet"]

    /// Whether it is a superuser or has `BYPASSRLS`.
    let mayBypassRowSecurity: Bool
    /// The login as SQL writes its name.
    let quotedName: String
    /// The needed roles that do not exist.
    let unknownRoles: [String]
    /// The needed roles that exist and as which it may not work.
    let missingRoles: [String]

    /// Asks Postgres.
    init(of connection: Connection) async throws {
        let login = try await connection.query(
            """
            SELECT rolsuper OR rolbypassrls AS may_bypass, quote_ident(rolname) AS name
            FROM pg_roles WHERE rolname = current_user
            """
        )
        self.mayBypassRowSecurity = try login.first?.decode("may_bypass", as: Bool.self) ?? false
        self.quotedName = try login.first?.decode("name", as: String.self) ?? "CURRENT_USER"
        // From Postgres 16 on a member may be kept from SET ROLE, which is what is needed.
        let roles = try await connection.query(
            """
            SELECT rolname::text AS role, pg_has_role(current_user, oid,
                CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) AS may_work
            FROM pg_roles WHERE rolname IN ('hookswitch_runtime', 'hookswitch_fleet')
            """
        )
        var mayWork: [String: Bool] = [:]
        for row in roles {
            mayWork[try row.decode("role", as: String.self)] = try row.decode("may_work", as: Bool.self)
        }
        self.unknownRoles = Self.neededRoles.filter { mayWork[$0] == nil }
        self.missingRoles = Self.neededRoles.filter { mayWork[$0] == false }
    }
}
