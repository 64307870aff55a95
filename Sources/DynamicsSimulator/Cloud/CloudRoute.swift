/// Which part of the cloud a request is for.
enum CloudRoute: Sendable {
    case entra(EntraEndpoint)
    case dataverse(CompiledScenario.Environment)
    /// Nobody's: an unknown host or path.
    case nowhere

    init(_ request: Request, in scenario: CompiledScenario) {
        let host = request.host
        let environment = scenario.environment(host: host)
        if request.path.hasPrefix("/api/") {
            let answering = environment ?? scenario.defaultEnvironment
            self = answering.map { .dataverse($0) } ?? .nowhere
            return
        }
        // An environment's host has no Entra behind it, unless it is this machine's own name, which has to do for all.
        guard environment == nil || HostName.isLoopback(host) else {
            self = .nowhere
            return
        }
        self = EntraEndpoint(path: request.path).map { .entra($0) } ?? .nowhere
    }

    var kind: RecordedRequest.Kind {
        switch self {
        case .entra(let endpoint): endpoint.isDiscovery ? .discovery : .token
        case .dataverse: .data
        case .nowhere: .other
        }
    }

    var faultPath: Fault.Path? {
        switch self {
        case .entra(let endpoint): endpoint.isDiscovery ? .discovery : .token
        case .dataverse: .data
        case .nowhere: nil
        }
    }
}
