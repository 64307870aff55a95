import Foundation

extension CompiledScenario {
    /// The tenant that an endpoint's URL names, by GUID or verified domain.
    func tenant(for endpoint: EntraEndpoint) throws(EntraFailure) -> EntraTenant {
        let name = FormEncoding.decoded(endpoint.tenantName.utf8) ?? endpoint.tenantName
        let isDomain = name.contains(".") && HostName.isValid(name.lowercased())
        guard isDomain || UUID(uuidString: name) != nil else { throw .malformedTenant(name) }
        guard let tenant = self.tenant(named: name) else {
            throw .unknownTenant(name, isDiscovery: endpoint.isDiscovery)
        }
        return tenant
    }
}
