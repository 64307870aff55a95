import Dynamics
import Foundation
import Logging
import Routing
import Telemetry

/// Makes a tenant ready for its calls, and keeps of the one before what can be kept.
struct TenantAssembly: Sendable {
    let keyStore: TenantKeyStore
    let egress: EgressPolicy
    /// Entra; `nil` if the configured address is not allowed, which the start refuses.
    let authority: Endpoint
    let upstream: Upstream
    let cacheLimits: CallerCacheLimits
    let cacheBudget: CacheBudget
    var metrics = LookupMetrics(MetricRegistry())
    let logger: Logger

    /// Makes a tenant of what Postgres has.
    ///
    /// - Parameter previous: The tenant as it was served so far.
    /// - Throws: ``SealError`` if the key ring cannot open the tenant's key; ``DocumentRefusal`` if the document is not
    ///   one that this version accepts.
    func assemble(_ row: SnapshotRow, previous: ServedTenant?) throws -> ServedTenant {
        try self.assemble(row, as: try row.tenant.parsed(), previous: previous)
    }

    /// Makes a tenant of what Postgres has, and of a document that may be another than the one that is there.
    func assemble(_ row: SnapshotRow, as document: TenantDocument, previous: ServedTenant?) throws -> ServedTenant {
        guard let endpoint = EndpointID(parsing: Array(row.tenant.endpoint.utf8)) else {
            throw DocumentRefusal(issues: [])
        }
        let settings = TenantDirectory.Settings(
            dataverseURL: document.dataverseURL,
            tables: document.tables,
            fallback: document.fallback,
            region: document.region,
            credential: row.credential,
            dataKeyID: row.dataKeyID
        )
        let directory: TenantDirectory
        if let previous, previous.directory.settings == settings {
            directory = previous.directory
        } else {
            directory = try self.directory(settings, row: row, clientID: document.clientID, previous: previous)
        }
        return ServedTenant(
            scope: TenantScope(authenticated: row.tenant.tenantID),
            slug: row.tenant.slug,
            revision: row.tenant.revision,
            version: row.tenant.version,
            status: row.tenant.status,
            endpoint: endpoint,
            lock: WebhookLock(authentication: document.authentication, digests: row.keyDigests),
            document: document,
            directory: directory,
            activity: previous?.activity ?? TenantActivity()
        )
    }

    private func directory(
        _ settings: TenantDirectory.Settings,
        row: SnapshotRow,
        clientID: UUID,
        previous: ServedTenant?
    ) throws(SealError) -> TenantDirectory {
        let key = try self.keyStore.open(
            row.sealedDataKey,
            tenantID: row.tenant.tenantID,
            dataKeyID: row.dataKeyID
        )
        return TenantDirectory(
            settings: settings,
            access: self.access(settings, clientID: clientID, key: key, previous: previous?.directory.access),
            key: key,
            cache: CallerCache(limits: self.cacheLimits, budget: self.cacheBudget),
            metrics: self.metrics
        )
    }

    private func access(
        _ settings: TenantDirectory.Settings,
        clientID: UUID,
        key: TenantKey,
        previous: TenantDirectory.Access?
    ) -> TenantDirectory.Access {
        guard let credential = settings.credential else {
            return .closed(.authentication, reason: "the tenant has no credential")
        }
        let place = CredentialPlace(
            authorityHost: self.authority.host,
            entraTenant: credential.entraTenant,
            clientID: clientID,
            dataverseURL: settings.dataverseURL
        )
        do {
            let application = try EntraApplication(
                authority: self.authority,
                entraTenant: credential.entraTenant,
                clientID: clientID.uuidString.lowercased(),
                secret: try credential.open(with: key, for: place)
            )
            let configuration = CallerDirectory.Configuration(
                environment: try DataverseEnvironment(parsing: settings.dataverseURL, policy: self.egress),
                application: application,
                region: settings.region,
                tables: settings.tables,
                fallback: settings.fallback == .contains ? .contains : .none
            )
            var continued: CallerDirectory?
            if case .open(let directory)? = previous { continued = directory }
            return .open(
                CallerDirectory(
                    configuration: configuration,
                    upstream: self.upstream,
                    continuing: continued,
                    logger: self.logger
                )
            )
        } catch let error as SealError {
            return .closed(.authentication, reason: "the secret does not open: \(error)")
        } catch let error as EgressRefusal {
            return .closed(.error, reason: "\(error)")
        } catch {
            return .closed(
                .authentication,
                reason: "the application's details are not usable; apply the document again"
            )
        }
    }
}
