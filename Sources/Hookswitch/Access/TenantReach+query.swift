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
}
