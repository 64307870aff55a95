import Foundation
import NIOHTTP1
import Synchronization

/// The Microsoft cloud behind the listener: it finds who is asked, has them answer, applies a fault, keeps a record.
final class Cloud: Sendable {
    let clock = SimulatedClock()
    let journal = RequestJournal()
    let faults = FaultBoard()
    let tokens = TokenStore()
    private let compiled: Mutex<CompiledScenario>

    init(_ scenario: CompiledScenario) {
        self.compiled = Mutex(scenario)
    }

    var scenario: CompiledScenario {
        get { self.compiled.withLock { $0 } }
        set { self.compiled.withLock { $0 = newValue } }
    }

    func answer(_ request: Request) -> Transmission {
        let scenario = self.scenario
        let time = self.clock.now
        let route = CloudRoute(request, in: scenario)
        let tenant = Self.tenant(of: route, in: scenario)
        let fault = self.faults.take(for: Self.subject(of: request, route: route, tenant: tenant))
        let sequence = self.record(request, route: route, tenant: tenant, fault: fault, at: time)

        let reply = self.reply(to: request, route: route, scenario: scenario, fault: fault, at: time)
        let faulty = FaultyTransmission(
            reply: reply,
            family: Self.family(of: route, origin: request.origin),
            withoutBody: request.method == "HEAD"
        )
        var transmission = faulty.transmission(for: fault)
        let status = transmission.status
        transmission.onSent = { [journal = self.journal] in
            journal.setStatus(status, ofSequence: sequence)
        }
        return transmission
    }

    private func reply(
        to request: Request,
        route: CloudRoute,
        scenario: CompiledScenario,
        fault: Fault?,
        at time: Date
    ) -> Reply {
        switch route {
        case .entra(let endpoint) where endpoint.isDiscovery:
            return DiscoveryService(scenario: scenario, time: time).reply(to: request, at: endpoint)
        case .entra(let endpoint):
            var expiresIn: String?
            if case .expiresIn(let json)? = fault?.effect { expiresIn = json }
            return TokenService(scenario: scenario, tokens: self.tokens, time: time, expiresIn: expiresIn)
                .reply(to: request, at: endpoint)
        case .dataverse(let environment):
            return DataverseService(environment: environment, tokens: self.tokens, time: time).reply(to: request)
        case .nowhere:
            return .text("The simulator's scenario has nothing at this host and path.", status: 404)
        }
    }

    private static func tenant(of route: CloudRoute, in scenario: CompiledScenario) -> EntraTenant? {
        switch route {
        case .entra(let endpoint): scenario.tenant(named: endpoint.tenantName)
        case .dataverse(let environment): scenario.tenant(named: environment.definition.entraTenantID)
        case .nowhere: nil
        }
    }

    private static func subject(of request: Request, route: CloudRoute, tenant: EntraTenant?) -> FaultSubject {
        var hosts: Set<String> = [request.host]
        if case .dataverse(let environment) = route {
            hosts.formUnion(environment.definition.hosts)
            hosts.insert(environment.definition.name.lowercased())
        }
        return FaultSubject(
            path: route.faultPath,
            hosts: hosts,
            tenants: Set([tenant?.id].compactMap(\.self) + (tenant?.domains ?? [])),
            table: DataverseResource.name(in: request.path),
            query: request.query ?? ""
        )
    }

    private static func family(of route: CloudRoute, origin: String) -> FaultyTransmission.Family {
        switch route {
        case .entra: return .entra
        case .nowhere: return .other
        case .dataverse(let environment):
            let challenge = DataverseService.challenge(of: environment.definition, origin: origin)
            return .dataverse(challenge: challenge)
        }
    }

    private func record(
        _ request: Request,
        route: CloudRoute,
        tenant: EntraTenant?,
        fault: Fault?,
        at time: Date
    ) -> Int {
        var form: [String: String] = [:]
        var environmentName: String?
        switch route {
        case .entra(let endpoint) where endpoint.purpose == .token:
            form = TokenRequest(request)?.publicMembers ?? [:]
        case .dataverse(let environment):
            environmentName = environment.definition.name
        default:
            break
        }
        return self.journal.record { sequence in
            RecordedRequest(
                sequence: sequence,
                receivedAt: time,
                kind: route.kind,
                method: request.method,
                host: request.host,
                path: request.path,
                query: request.query,
                headers: request.headers.map { Self.recorded(name: $0.name, value: $0.value) },
                form: form,
                environment: environmentName,
                entraTenantID: tenant?.id,
                fault: fault?.effect.kind
            )
        }
    }

    /// A header without the credential in it.
    private static func recorded(name: String, value: String) -> RecordedRequest.Header {
        guard name.lowercased() == "authorization" else { return .init(name: name, value: value) }
        let scheme = value.prefix { $0 != " " }
        return .init(name: name, value: "\(scheme) ***")
    }
}
