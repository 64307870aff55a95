import Foundation
import Postgres

/// A segment with the server's signature.
struct SealedSegment: Hashable, Sendable {
    /// What the signed bytes begin with.
    private static let domain = Array("hookswitch decision segment seal 1\n".utf8)

    let segment: DecisionSegment
    /// The hash that is said to be the segment's.
    let hash: AuditHash
    /// When it was sealed, by the database's clock.
    let sealedAt: Moment
    /// The name of the public key: ``AuditPublicKey/id``.
    let keyID: String
    /// Ed25519 (RFC 8032), 64 bytes.
    let signature: [UInt8]

    /// Whether its hash is its own.
    var isIntact: Bool { self.hash == self.segment.hash }

    /// The bytes that are signed: the domain `hookswitch decision segment seal 1` and a line feed, the segment's hash, 32
    /// bytes, and the microseconds since 1970 of the sealing, 8.
    private static func message(_ hash: AuditHash, at moment: Moment) -> [UInt8] {
        var form = CanonicalForm(Self.domain)
        form.append(bytes: hash.bytes)
        form.append(moment.microseconds)
        return form.bytes
    }

    /// Whether it is this key's signature.
    func isSigned(by key: AuditPublicKey) -> Bool {
        key.isSignature(self.signature, of: Self.message(self.hash, at: self.sealedAt))
    }
}

extension SealedSegment {
    /// Seals a segment.
    init(_ segment: DecisionSegment, with key: AuditSigningKey, at moment: Moment) throws {
        self.segment = segment
        self.hash = segment.hash
        self.sealedAt = moment
        self.keyID = key.publicKey.id
        self.signature = try key.signature(of: Self.message(segment.hash, at: moment))
    }

    /// The columns that ``init(_:of:)`` reads, of `decision_segment AS s`.
    static let columns: Query = """
        s.number, s.previous_hash, (s.day - DATE '1970-01-01') AS day, s.part, s.decision_count, s.root, s.hash, s.sealed_at,
        s.key_id, s.signature
        """

    init(_ row: Row, of tenant: TenantID) throws {
        self.segment = DecisionSegment(
            tenant: tenant,
            number: try row.decode("number"),
            previousHash: AuditHash(try row.decode("previous_hash", as: [UInt8].self)),
            key: SegmentKey(
                day: UTCDay(number: try row.decode("day")),
                part: try row.decode("part")
            ),
            decisionCount: try row.decode("decision_count"),
            root: AuditHash(try row.decode("root", as: [UInt8].self))
        )
        self.hash = AuditHash(try row.decode("hash", as: [UInt8].self))
        self.sealedAt = try row.decode("sealed_at")
        self.keyID = try row.decode("key_id")
        self.signature = try row.decode("signature")
    }
}
