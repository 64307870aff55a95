/// What a fault's scope is compared with: a request and where it led.
struct FaultSubject: Sendable {
    let path: Fault.Path?
    /// The environment's name and hosts, and the host asked for.
    let hosts: Set<String>
    /// The tenant's GUID and domains.
    let tenants: Set<String>
    let table: String?
    let query: String

    func isHit(by fault: Fault) -> Bool {
        if let path = fault.path, path != self.path { return false }
        if let table = fault.table, table != self.table { return false }
        if let text = fault.queryContains, !self.query.contains(text) { return false }
        switch fault.scope {
        case .all: return true
        case .host(let host): return self.hosts.contains(host.lowercased())
        case .tenant(let tenant): return self.tenants.contains(tenant.lowercased())
        }
    }
}
