import Foundation

extension Scenario {
    /// Throws when the scenario contradicts itself: a host or client id given twice, an unknown tenant or environment.
    func validate() throws(ScenarioError) {
        let problems = self.problems(lines: .none)
        guard problems.isEmpty else { throw ScenarioError(problems: problems) }
    }

    func problems(lines: SourceLines) -> [ScenarioError.Problem] {
        var problems: [ScenarioError.Problem] = []
        func report(_ path: String, _ message: String) {
            problems.append(.init(line: lines[path], path: path, message: message))
        }
        self.checkTenants(report)
        self.checkEnvironments(report)
        if self.tokenLifetimeSeconds <= 0 { report("tokenLifetimeSeconds", "expected a whole number above 0") }
        if let name = self.defaultEnvironment, !self.environments.contains(where: { $0.name == name }) {
            report("defaultEnvironment", "no environment has the name \(name)")
        }
        return problems
    }

    private func checkTenants(_ report: (String, String) -> Void) {
        var names: Set<String> = []
        for (index, tenant) in self.entraTenants.enumerated() {
            if UUID(uuidString: tenant.id) == nil { report("entra[\(index)].id", "expected a GUID") }
            if !names.insert(tenant.id).inserted { report("entra[\(index)].id", "given to two tenants") }
            for (position, domain) in tenant.domains.enumerated() where !names.insert(domain).inserted {
                report("entra[\(index)].domains[\(position)]", "given to two tenants")
            }
            var clients: Set<String> = []
            for (position, application) in tenant.applications.enumerated() {
                let path = "entra[\(index)].applications[\(position)].clientId"
                if UUID(uuidString: application.clientID) == nil { report(path, "expected a GUID") }
                if !clients.insert(application.clientID).inserted { report(path, "given twice in this tenant") }
            }
        }
    }

    private func checkEnvironments(_ report: (String, String) -> Void) {
        let tenants = Set(self.entraTenants.map(\.id))
        var names: Set<String> = []
        var hosts: Set<String> = []
        for (index, environment) in self.environments.enumerated() {
            let path = "environments[\(index)]"
            if !names.insert(environment.name).inserted { report("\(path).name", "given to two environments") }
            if environment.hosts.isEmpty { report("\(path).hosts", "expected at least one host") }
            for (position, host) in environment.hosts.enumerated() {
                let place = "\(path).hosts[\(position)]"
                if !hosts.insert(host).inserted { report(place, "given to two environments") }
                if !HostName.isValid(host) { report(place, "expected a host name or address without a port") }
            }
            if UUID(uuidString: environment.organizationID) == nil {
                report("\(path).organizationId", "expected a GUID")
            }
            if !tenants.contains(environment.entraTenantID) {
                report("\(path).entraTenant", "no tenant under entra has this id")
            }
            var clients: Set<String> = []
            for (position, user) in environment.applicationUsers.enumerated() {
                let place = "\(path).applicationUsers[\(position)].clientId"
                if !clients.insert(user.clientID).inserted { report(place, "given twice in this environment") }
            }
        }
    }
}
