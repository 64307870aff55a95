/// What a row of an import says of a tenant: a whole document, but for the slug, which one with an external id may leave out.
public struct ImportDocument: Hashable, Sendable {
    /// Stands where a document has its slug until the tenant's own takes its place: it is neither sent nor looked for nor kept.
    static let standIn = Slug(parsing: "--")

    /// The document; without a slug of its own it has ``standIn``.
    private let document: TenantDocument
    /// The short name; `nil` where the external id alone says which tenant it is.
    public let slug: Slug?
    /// What the tenant keeps of its own, for the row says nothing of it.
    public let keeps: Set<KeptMember>

    /// Takes a document.
    ///
    /// - Parameters:
    ///   - isNamed: Whether the slug is the document's own.
    ///   - keeps: What the tenant keeps of its own.
    init(_ document: TenantDocument, isNamed: Bool, keeps: Set<KeptMember> = []) {
        self.document = document
        self.slug = isNamed ? document.slug : nil
        self.keeps = keeps
    }

    /// What another program calls the tenant.
    public var externalID: ExternalID? { self.document.externalID }

    /// The tenant's name.
    public var name: String { self.document.name }

    /// Whether it brings a secret without the day on which that expires: nobody is told in time then.
    public var hasSecretWithoutExpiry: Bool {
        self.document.credential.map { $0.secret != nil && $0.expiresAt == nil } ?? false
    }

    /// The document, if it has a slug.
    var complete: TenantDocument? { self.slug == nil ? nil : self.document }

    /// The document of the tenant of a slug.
    func named(_ slug: Slug) -> TenantDocument {
        var document = self.document
        document.slug = slug
        return document
    }

    /// The document as JSON, as it is sent to be planned: without a slug if it has none.
    public func json(includingSecret: Bool) throws -> String {
        try self.document.json(slug: self.slug, includingSecret: includingSecret)
    }
}
