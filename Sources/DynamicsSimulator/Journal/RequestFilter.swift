/// Which recorded requests are meant; a member that is absent does not restrict.
public struct RequestFilter: Sendable, Hashable {
    /// What the requests were for.
    public var kind: RecordedRequest.Kind?
    /// The host asked for or the environment's name.
    public var host: String?
    /// The Entra tenant's GUID.
    public var entraTenantID: String?

    /// All requests that are of this kind, for this host and this tenant.
    public init(kind: RecordedRequest.Kind? = nil, host: String? = nil, entraTenantID: String? = nil) {
        self.kind = kind
        self.host = host?.lowercased()
        self.entraTenantID = entraTenantID?.lowercased()
    }

    /// Every request.
    public static let all = RequestFilter()
    /// Requests to Entra's token endpoint.
    public static let tokens = RequestFilter(kind: .token)
    /// Requests to Dataverse.
    public static let data = RequestFilter(kind: .data)

    func matches(_ request: RecordedRequest) -> Bool {
        if let kind = self.kind, request.kind != kind { return false }
        if let tenant = self.entraTenantID, request.entraTenantID != tenant { return false }
        if let host = self.host, request.host != host, request.environment?.lowercased() != host { return false }
        return true
    }
}
