import Dynamics
import Routing

/// A tenant in the snapshot: all that its calls need, ready for use.
public final class ServedTenant: Sendable {
    /// The right to work inside the tenant.
    public let scope: TenantScope
    /// The short name.
    public let slug: String
    let revision: Int64
    let version: Int32
    let status: TenantStatus
    let endpoint: EndpointID
    let lock: WebhookLock
    let internalCalls: TenantDocument.InternalCalls
    let rulebook: Rulebook
    let reader: PhoneNumberReader
    let directory: TenantDirectory
    let activity: TenantActivity

    init(
        scope: TenantScope,
        slug: String,
        revision: Int64,
        version: Int32,
        status: TenantStatus,
        endpoint: EndpointID,
        lock: WebhookLock,
        document: TenantDocument,
        directory: TenantDirectory,
        activity: TenantActivity = TenantActivity()
    ) {
        self.scope = scope
        self.slug = slug
        self.revision = revision
        self.version = version
        self.status = status
        self.endpoint = endpoint
        self.lock = lock
        self.internalCalls = document.internalCalls
        self.rulebook = document.rulebook
        self.reader = PhoneNumberReader(region: document.region)
        self.directory = directory
        self.activity = activity
    }

    private init(_ tenant: ServedTenant, lock: WebhookLock, status: TenantStatus, directory: TenantDirectory? = nil) {
        self.scope = tenant.scope
        self.slug = tenant.slug
        self.revision = tenant.revision
        self.version = tenant.version
        self.status = status
        self.endpoint = tenant.endpoint
        self.lock = lock
        self.internalCalls = tenant.internalCalls
        self.rulebook = tenant.rulebook
        self.reader = tenant.reader
        self.directory = directory ?? tenant.directory
        self.activity = tenant.activity
    }

    /// The same tenant with the rules of another document, and with the directory that it has: callers are found as they are.
    func governed(by document: TenantDocument, version: Int32) -> ServedTenant {
        ServedTenant(
            scope: self.scope,
            slug: self.slug,
            revision: self.revision,
            version: version,
            status: self.status,
            endpoint: self.endpoint,
            lock: self.lock,
            document: document,
            directory: self.directory,
            activity: self.activity
        )
    }

    /// The same tenant, which remembers nobody and asks nobody.
    func forgetful() -> ServedTenant {
        ServedTenant(self, lock: self.lock, status: self.status, directory: self.directory.forgetful())
    }

    /// The same tenant, opened by other keys and perhaps suspended.
    func relocked(with digests: [[UInt8]], status: TenantStatus) -> ServedTenant {
        let lock = WebhookLock(authentication: self.lock.authentication, digests: digests)
        return ServedTenant(self, lock: lock, status: status)
    }
}
