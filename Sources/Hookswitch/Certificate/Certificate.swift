/// A signed statement that something was destroyed: what, when, by whom and why.
///
/// It is one JSON object, verified with the public key of the audit alone: no server, no database.
public struct Certificate: Hashable, Sendable {
    /// What was destroyed.
    public enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
        /// A tenant, with its key and all that was its own.
        case offboarding
        /// All that led to one caller of a tenant.
        case erasure
    }

    /// What the object's member `type` says.
    static let type = "certificate"
    /// What the signed bytes begin with.
    private static let domain = Array("hookswitch certificate 1\n".utf8)
    private static let signatureName = "signature"

    /// What it says: every member but the signature.
    public let members: [String: AuditValue]
    /// Ed25519 (RFC 8032), 64 bytes.
    let signature: [UInt8]

    init(members: [String: AuditValue], signature: [UInt8]) {
        self.members = members
        self.signature = signature
    }

    /// Reads a certificate; `nil` if the text is none. Whether it is genuine, ``fault(publicKeys:)`` says.
    public init?(json: String) {
        guard let value = try? AuditValue(json: json), case .members(var members) = value,
            members["type"] == .text(Self.type), members["kind"]?.text.flatMap(Kind.init(rawValue:)) != nil,
            let signature = members.removeValue(forKey: Self.signatureName)?.text.flatMap(Hexadecimal.decode)
        else { return nil }
        self.init(members: members, signature: signature)
    }

    /// What was destroyed.
    public var kind: Kind? { self.members["kind"]?.text.flatMap(Kind.init(rawValue:)) }

    /// Its name: that of the offboarding or of the erasure.
    public var id: String { self.members["id"]?.text ?? "" }

    /// The end of the tenant's audit chain, which has the record of it: what `hookswitch audit verify --head` takes.
    public var auditHead: AuditHead? { self.members["audit_head"]?.text.flatMap(AuditHead.init(parsing:)) }

    /// The certificate as it is kept and given out: one line, members sorted.
    func json() throws -> String {
        var members = self.members
        members[Self.signatureName] = .text(Hexadecimal.encode(self.signature))
        return try AuditValue.members(members).json()
    }

    /// Why it is not to be believed; `nil` if it is as it was signed.
    public func fault(publicKeys: [AuditPublicKey]) -> CertificateFault? {
        guard let key = publicKeys.first(where: { .text($0.id) == self.members["key_id"] }) else { return .unknownKey }
        guard key.isSignature(self.signature, of: Self.message(self.members)) else { return .wrongSignature }
        return nil
    }

    /// The bytes that are signed: the domain `hookswitch certificate 1` and a line feed, then the canonical form of all
    /// members but the signature.
    static func message(_ members: [String: AuditValue]) -> [UInt8] {
        var form = CanonicalForm(Self.domain)
        form.append(AuditValue.members(members))
        return form.bytes
    }
}
