import Foundation
import Testing

@testable import Hookswitch

@Suite struct OperatorRoleTests {
    private static let mine = TenantID(UUID(high: 1, low: 1))
    private static let theirs = TenantID(UUID(high: 2, low: 2))

    @Test func adminMayEverythingAndNobodyElseMayGiveRights() {
        #expect(OperatorRole.admin.permissions == Set(Permission.allCases))
        for role in OperatorRole.allCases where role != .admin {
            #expect(!role.permissions.contains(.accessAdmin), "\(role)")
        }
    }

    @Test(arguments: [OperatorRole.auditor, .readOnly])
    func whoOnlyLooksChangesNothing(role: OperatorRole) {
        let changing: Set<Permission> = [
            .tenantsWrite, .credentialsWrite, .routingWrite, .decisionsReveal, .explain, .importTenants, .privacy,
            .accessAdmin, .systemWrite,
        ]

        #expect(role.permissions.isDisjoint(with: changing))
    }

    @Test func rolesDifferFromEachOther() {
        #expect(Set(OperatorRole.allCases.map(\.permissions)).count == OperatorRole.allCases.count)
    }

    @Test func scopeOfAnothersTenantIsNone() {
        let everywhere = Operator(tokenID: UUID(), name: "n", role: .readOnly, reach: .all)
        let somewhere = Operator(tokenID: UUID(), name: "n", role: .admin, reach: .only([Self.mine: "acme"]))
        let nowhere = Operator(tokenID: UUID(), name: "n", role: .admin, reach: .only([:]))

        #expect(everywhere.scope(of: Self.theirs)?.tenantID == Self.theirs)
        #expect(somewhere.scope(of: Self.mine)?.tenantID == Self.mine)
        #expect(somewhere.scope(of: Self.theirs) == nil)
        #expect(nowhere.scope(of: Self.mine) == nil)
    }

    @Test func nobodyGivesWhatTheyDoNotHave() {
        let now = Date()
        let support = Operator(tokenID: UUID(), name: "n", role: .support, reach: .only([Self.mine: "acme"]))
        let order = APITokenOrder(name: "n", role: .admin)

        #expect(order.flaws(at: now, by: nil).isEmpty)
        #expect(order.flaws(at: now, by: support) == [.role, .allTenants])
        #expect(APITokenOrder(name: "n", role: .readOnly, tenants: ["acme"]).flaws(at: now, by: support).isEmpty)
    }

    @Test func whoIsRestrictedByTagIsShownSo() {
        let restriction = TenantRestriction(tags: ["trial", "nordics"])
        let tagged = Operator(
            tokenID: UUID(),
            name: "n",
            role: .support,
            reach: .only([Self.mine: "acme"]),
            restriction: restriction
        )

        #expect(OperatorView(tagged).tags == ["nordics", "trial"])
        #expect(OperatorView(tagged).tenants == ["acme"])
        #expect(OperatorView(Operator(tokenID: UUID(), name: "n", role: .admin, reach: .all)).tags == nil)
    }

    @Test func allThatIsWrongIsSaidAtOnce() {
        let now = Date()
        let order = APITokenOrder(name: "a\u{1B}[2J", role: .admin, tenants: [], expiresAt: now)

        #expect(order.flaws(at: now, by: nil) == [.name, .expiresAt, .noTenant])
        let many = APITokenOrder(name: "n", role: .admin, tenants: Array(repeating: "acme", count: 201))
        #expect(many.flaws(at: now, by: nil) == [.tooManyTenants])
    }
}
