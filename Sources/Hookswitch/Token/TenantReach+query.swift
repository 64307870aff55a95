import Foundation
import Postgres

extension TenantReach {
    /// The condition that leaves only rows of these tenants.
    ///
    /// - Parameter column: The column that has the row's tenant, such as `t.tenant_id`.
    func condition(on column: Query) -> Query {
        switch self {
        case .all: "true"
        case .only(let tenants): "\(column) = ANY(\(tenants.keys.map(\.uuid)))"
        }
    }

    /// The condition that leaves only rows whose list of tenants lies within these.
    ///
    /// - Parameter column: The column that has the list; NULL there is all tenants.
    func condition(containing column: Query) -> Query {
        switch self {
        case .all: "true"
        case .only(let tenants): "\(column) <@ \(tenants.keys.map(\.uuid))"
        }
    }
}
