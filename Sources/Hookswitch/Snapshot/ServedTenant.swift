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
}
