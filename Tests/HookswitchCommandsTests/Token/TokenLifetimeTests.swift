import Foundation
import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct TokenLifetimeTests {
    @Test(arguments: [("1h", 3600.0), ("90d", 7_776_000), ("26w", 15_724_800), ("3650d", 315_360_000)])
    func lifetimeIsANumberAndAUnit(text: String, seconds: Double) {
        #expect(TokenLifetime(parsing: text)?.seconds == seconds)
    }

    @Test(arguments: ["", "d", "90", "0d", "-1d", "1.5d", "1 d", "90D", "3651d", "99999999999999999999d", "٣d", "1y"])
    func whatIsNoLifetimeIsNone(text: String) {
        #expect(TokenLifetime(parsing: text) == nil)
    }

    @Test func listSaysWhichTokensStillWork() throws {
        func token(_ members: String) throws -> APITokenView {
            let json = """
                {"id":"i","name":"n","role":"admin","created_at":"2026-01-01T00:00:00.000Z"\(members)}
                """
            return try JSONDecoder().decode(APITokenView.self, from: Data(json.utf8))
        }
        let now = try Date("2026-06-01T00:00:00Z", strategy: .iso8601)

        #expect(try token("").status(at: now) == "live")
        #expect(try token(#","expires_at":"2026-06-01T00:00:00.001Z""#).status(at: now) == "live")
        #expect(try token(#","expires_at":"2026-06-01T00:00:00.000Z""#).status(at: now) == "expired")
        #expect(try token(#","revoked_at":"2026-05-01T00:00:00.000Z""#).status(at: now) == "revoked")
    }

    @Test func refusalNamesTheOptionAndTheTenant() {
        let order = APITokenOrder(name: "n", role: .admin, tenants: ["acme"])

        let failure = CommandFailure(APITokenRefusal(flaws: [.unknownTenant(index: 0), .expiresAt]), of: order)

        #expect(failure.status == .failed)
        #expect(failure.reasons == ["there is no tenant acme", "--expires-at is past"])
    }
}
