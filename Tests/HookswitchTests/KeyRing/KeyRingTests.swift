import Crypto
import Foundation
import Routing
import Testing

@testable import Hookswitch

/// What a storage that cannot be trusted may do to what is sealed: read it, change it, move it, cut it.
@Suite struct KeyRingTests {
    /// A ring, a tenant, and a place.
    struct Bundle {
        let keyRing: KeyRing
        let tenantID = TenantID(UUID())
        let plaintext = Array("hunter2-of-the-customer".utf8)

        init() {
            var random = SystemRandomNumberGenerator()
            self.keyRing = KeyRing(random: &random)
        }

        func context(_ row: UInt8 = 1, column: String = "credential.sealed", hosts: [String] = ["a"]) -> SealingContext
        {
            SealingContext(self.tenantID, column: column, row: [row], hosts: hosts)
        }
    }

    @Test func whatIsSealedOpensAndShowsNothing() throws {
        let bundle = Bundle()

        let sealed = try bundle.keyRing.seal(bundle.plaintext, for: bundle.context())

        #expect(try bundle.keyRing.open(sealed, for: bundle.context()) == bundle.plaintext)
        #expect(!String(decoding: sealed, as: UTF8.self).contains("hunter2"))
    }

    @Test func theSameIsNeverSealedAlike() throws {
        let bundle = Bundle()

        let sealed = try (0..<100).map { _ in try bundle.keyRing.seal(bundle.plaintext, for: bundle.context()) }

        #expect(Set(sealed).count == 100)
    }

    @Test func everyFlippedBitIsNoticed() throws {
        let bundle = Bundle()
        let sealed = try bundle.keyRing.seal(bundle.plaintext, for: bundle.context())

        for index in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[index] ^= 1 << bit
                #expect(throws: SealError.self) { try bundle.keyRing.open(changed, for: bundle.context()) }
            }
        }
    }

    @Test func whatIsMovedDoesNotOpen() throws {
        let bundle = Bundle()
        let sealed = try bundle.keyRing.seal(bundle.plaintext, for: bundle.context())
        let elsewhere = [
            bundle.context(2), bundle.context(column: "credential.other"), bundle.context(hosts: ["b"]),
            bundle.context(hosts: ["a", ""]), bundle.context(hosts: []),
            SealingContext(TenantID(UUID()), column: "credential.sealed", row: [1], hosts: ["a"]),
        ]

        for context in elsewhere {
            #expect(throws: SealError.refused) { try bundle.keyRing.open(sealed, for: context) }
        }
    }

    @Test func partsOfAPlaceDoNotRunIntoEachOther() throws {
        let bundle = Bundle()
        let sealed = try bundle.keyRing.seal(
            bundle.plaintext,
            for: SealingContext(bundle.tenantID, column: "ab", row: [], hosts: ["c"])
        )

        #expect(throws: SealError.refused) {
            try bundle.keyRing.open(sealed, for: SealingContext(bundle.tenantID, column: "a", row: [], hosts: ["bc"]))
        }
    }

    @Test func anythingCutShortIsRefusedWithoutATrap() throws {
        let bundle = Bundle()
        let sealed = try bundle.keyRing.seal(bundle.plaintext, for: bundle.context())

        for length in 0..<sealed.count {
            #expect(throws: SealError.self) {
                try bundle.keyRing.open(Array(sealed.prefix(length)), for: bundle.context())
            }
        }
    }

    @Test func theFirstKeySealsAndAllOpen() throws {
        let bundle = Bundle()
        let old = try bundle.keyRing.seal(bundle.plaintext, for: bundle.context())
        var random = SystemRandomNumberGenerator()
        let rotated = KeyRing(keys: KeyRing(random: &random).keys + bundle.keyRing.keys)

        let new = try rotated.seal(bundle.plaintext, for: bundle.context())

        #expect(try rotated.open(old, for: bundle.context()) == bundle.plaintext)
        #expect(try rotated.open(new, for: bundle.context()) == bundle.plaintext)
        #expect(throws: SealError.self) { try bundle.keyRing.open(new, for: bundle.context()) }
    }

    @Test func aTenantsKeyMakesDigestsThatNoOtherTenantsKeyMakes() throws {
        let number = try PhoneNumber(parsing: "+35850454564")
        let tenantID = TenantID(UUID())
        let one = TenantKey([UInt8](repeating: 1, count: 32), tenantID: tenantID, dataKeyID: UUID())
        let two = TenantKey([UInt8](repeating: 2, count: 32), tenantID: tenantID, dataKeyID: UUID())

        #expect(one.digest(of: number) == one.identity(of: number).digest)
        #expect(one.digest(of: number).count == 16)
        #expect(one.digest(of: number) != two.digest(of: number))
        #expect(one.fingerprint(of: Secret("a")) != two.fingerprint(of: Secret("a")))
    }
}
