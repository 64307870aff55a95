import Crypto
import Foundation
import Testing

@testable import Hookswitch

/// Chains made by hand, as an export has them.
struct AuditFixture {
    static let tenant = TenantID(UUID(high: 0xA, low: 1))
    static let chain = AuditChainID.tenant(tenant)

    let signingKey: AuditSigningKey
    let records: [ChainedAuditRecord]
    let heads: [SignedAuditHead]

    /// - Parameters:
    ///   - count: How many records.
    ///   - signed: The places whose heads are signed.
    init(count: Int64, signed: [Int64]) throws {
        self.signingKey = try Self.key()
        self.records = Self.records(count: count)
        var heads: [SignedAuditHead] = []
        for place in signed {
            heads.append(try self.signingKey.sign(Self.head(of: self.records[Int(place) - 1]), at: Self.moment))
        }
        self.heads = heads
    }

    /// The key of a key ring whose key is the bytes 0 to 31.
    static func key() throws -> AuditSigningKey {
        try AuditSigningKey(derivedFrom: KeyRing.Key(id: "test", key: SymmetricKey(data: Array<UInt8>(0..<32))))
    }

    static let moment = Moment(microseconds: 1_795_339_800_123_456)

    /// A record at a place.
    static func record(
        _ sequence: Int64,
        after previous: AuditHash,
        name: String? = nil
    ) -> ChainedAuditRecord {
        let record = AuditRecord(
            chain: Self.chain,
            sequence: sequence,
            previousHash: previous,
            id: AuditID(UUID(high: 0xB, low: UInt64(sequence))),
            recordedAt: Moment(microseconds: Self.moment.microseconds + sequence * 1000),
            actor: .token(UUID(high: 0xC, low: 3), name: "liisa"),
            origin: AuditOrigin(requestID: "request-\(sequence)", source: "192.0.2.7", reason: "ticket \(sequence)"),
            action: "tenant.change",
            subject: "tenant acme",
            before: .members(["/name": .text("Acme \(sequence - 1)")]),
            after: .members(["/name": .text(name ?? "Acme \(sequence)")])
        )
        return ChainedAuditRecord(record: record, hash: record.hash)
    }

    static func records(count: Int64) -> [ChainedAuditRecord] {
        var records: [ChainedAuditRecord] = []
        for sequence in 1...count { records.append(Self.record(sequence, after: records.last?.hash ?? .zero)) }
        return records
    }

    static func head(of record: ChainedAuditRecord) -> AuditHead {
        AuditHead(chain: record.record.chain, sequence: record.record.sequence, hash: record.hash)
    }

    /// The lines of the export: records, then heads.
    func lines() throws -> [String] {
        try (self.records.map(\.members) + self.heads.map(\.members)).map { try AuditValue.members($0).json() }
    }

    /// What a verification with the right key says of lines.
    func verdict(of lines: [String], saved: [AuditHead] = []) -> AuditVerdict {
        var verification = AuditVerification(publicKeys: [self.signingKey.publicKey], savedHeads: saved)
        for line in lines { verification.read(line) }
        return verification.verdict()
    }
}
