import Dynamics
import Foundation
import Routing

/// The reading of one tenant document: the members that describe the tenant itself.
struct TenantDocumentReading {
    /// What is wrong with the document so far.
    var reader: DocumentReader
    let secrets: SecretResolution
    let egress: EgressPolicy?
    let toleratesLoops: Bool

    init(document: Int, secrets: SecretResolution, egress: EgressPolicy?, toleratesLoops: Bool) {
        self.reader = DocumentReader(document: document)
        self.secrets = secrets
        self.egress = egress
        self.toleratesLoops = toleratesLoops
    }

    /// Reads the document; `nil` if something that it needs is missing or wrong.
    ///
    /// - Parameter standIn: The slug of one that leaves its own out; `nil` requires it.
    mutating func read(_ node: DocumentNode, named standIn: Slug? = nil) -> TenantDocument? {
        let root = DocumentPath()
        let names = [
            "apiVersion", "kind", "slug", "name", "tags", "externalId", "region", "dataverse", "entra", "webhook",
            "internalCalls", "pools",
        ]
        guard let members = self.reader.members(of: node, at: root, allowing: names) else { return nil }
        self.expect("hookswitch/v1", as: "apiVersion", in: members, of: node)
        self.expect("Tenant", as: "kind", in: members, of: node)

        let slug =
            standIn ?? self.reader.required("slug", in: members, of: node, at: root).flatMap { self.slug($0) }
        let name = self.reader.required("name", in: members, of: node, at: root).flatMap { node in
            let maximum = TenantDocumentLimits.maximumNameLength
            return self.reader.text(node, at: root.member("name"), maximumLength: maximum, "1 to \(maximum) characters")
        }
        let tags = members["tags"].map { self.tags($0) } ?? []
        let externalID = members["externalId"].map { self.externalID($0) } ?? .some(nil)
        let region = self.reader.required("region", in: members, of: node, at: root).flatMap { self.region($0) }
        let dataverse = self.reader.required("dataverse", in: members, of: node, at: root).flatMap {
            self.dataverse($0)
        }
        let entra = self.reader.required("entra", in: members, of: node, at: root).flatMap { self.entra($0) }
        let authentication = members["webhook"].map { self.authentication($0) } ?? .apiKey
        let internalCalls =
            members["internalCalls"].map { node in
                self.reader.word(node, at: root.member("internalCalls"), as: TenantDocument.InternalCalls.self)
            } ?? .skip
        let pools = self.pools(members["pools"], region: region)

        guard let slug, let name, let tags, let externalID, let region, let dataverse, let entra, let authentication,
            let internalCalls
        else { return nil }
        return TenantDocument(
            slug: slug,
            name: name,
            tags: tags,
            externalID: externalID,
            region: region,
            dataverseURL: dataverse.url,
            lookup: dataverse.lookup,
            fallback: dataverse.fallback,
            tables: dataverse.tables,
            entraTenant: entra.tenant,
            clientID: entra.clientID,
            credential: entra.credential,
            authentication: authentication,
            internalCalls: internalCalls,
            pools: pools
        )
    }

    private mutating func expect(
        _ value: String,
        as name: String,
        in members: [String: DocumentNode],
        of node: DocumentNode
    ) {
        let path = DocumentPath()
        guard let found = self.reader.required(name, in: members, of: node, at: path) else { return }
        if case .text(value) = found.value { return }
        self.reader.note("wrong_value", at: path.member(name), line: found.line, "expected is \(value)")
    }

    private mutating func slug(_ node: DocumentNode) -> Slug? {
        if case .text(let text) = node.value, let slug = Slug(parsing: text) { return slug }
        let expected = "expected are 2 to 40 of a-z, 0-9 and -"
        self.reader.note("wrong_value", at: DocumentPath().member("slug"), line: node.line, expected)
        return nil
    }

    private mutating func region(_ node: DocumentNode) -> Region? {
        if case .text(let text) = node.value, let region = try? Region(parsing: text) { return region }
        let expected = "expected is a country of ISO 3166 in two capital letters, such as FI"
        self.reader.note("wrong_value", at: DocumentPath().member("region"), line: node.line, expected)
        return nil
    }

    private mutating func authentication(_ node: DocumentNode) -> WebhookAuthentication? {
        let path = DocumentPath().member("webhook")
        guard let members = self.reader.members(of: node, at: path, allowing: ["authentication"]) else { return nil }
        guard let node = members["authentication"] else { return .apiKey }
        return self.reader.word(node, at: path.member("authentication"))
    }
}
