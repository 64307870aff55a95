import Foundation
import Testing

@testable import Hookswitch

@Suite struct AuditHeadTests {
    /// Key, name and signature were made by another program in another language.
    @Test func signatureIsTheDescribedOne() throws {
        let hash = try #require(
            AuditHash(parsing: "c246a7aaa8f988b6c3dc5528cddca2d2a3c401cb67207ec977cb46b26a951fb2")
        )
        let head = AuditHead(chain: AuditFixture.chain, sequence: 7, hash: hash)

        let signed = try AuditFixture.key().sign(head, at: AuditFixture.moment)

        #expect(try AuditFixture.key().publicKey.text == Self.publicKey)
        #expect(signed.keyID == "vlajpbicwqnaxirj")
        #expect(try signed.isSigned(by: #require(AuditPublicKey(parsing: Self.publicKey))))
        let foreign = try #require(Hexadecimal.decode(Self.signature))
        let fromOutside = SignedAuditHead(
            head: head,
            signedAt: AuditFixture.moment,
            keyID: signed.keyID,
            signature: foreign
        )
        #expect(try fromOutside.isSigned(by: AuditFixture.key().publicKey))
    }

    @Test func aHeadReadsBackFromItsText() throws {
        let head = AuditFixture.head(of: AuditFixture.record(3, after: .zero))

        #expect(AuditHead(parsing: head.description) == head)
        for text in [
            "", "installation:0:\(head.hash)", "installation:01:\(head.hash)", "x:1:\(head.hash)", "installation:1:ab",
        ] {
            #expect(AuditHead(parsing: text) == nil, "\(text)")
        }
    }

    private static let publicKey =
        "0a087a060ecc0c58c29e307dcde26b57680d723bfb5fa22a3d18646722d43f37"
    private static let signature =
        "1a5fb48f7fb1e451bd9a01ff1abcf275730a091d930222218d14aa2fde2b0b37"
        + "478548b9a415ea0897b59b7e6130d65afe891df6bcc27e5b0bee0a5267e41b03"
}
