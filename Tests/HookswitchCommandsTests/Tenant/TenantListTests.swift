import ArgumentParser
import Foundation
import Testing

@testable import Hookswitch
@testable import HookswitchCommands

/// What the list of tenants says of each, and under the table.
@Suite struct TenantListTests {
    private static func tenant(_ slug: String, _ more: String = "", status: String = "active") throws -> TenantView {
        try JSONDecoder().decode(
            TenantView.self,
            from: Data(
                """
                {"id":"ten_a","slug":"\(slug)","name":"Acme Oy","readable":true,"status":"\(status)","version":1,
                 "webhook":{"path":"/hooks/x","live_key_count":1},\(more)
                 "created_at":"2026-11-22T10:00:00.000Z","updated_at":"2026-11-22T10:00:00.000Z"}
                """.utf8
            )
        )
    }

    private static let isNew = #""onboarding":{"done":5,"total":7,"missing":["verify","call"]},"#
    private static let isUsed = #""onboarding":{"done":6,"total":7,"missing":["credential"]},"#
    private static let isQuiet = #""activity":{"calls_24h":0,"routed_24h":0,"degraded_24h":0,"partial":false},"#

    @Test func whoIsBroughtOnIsTold() throws {
        #expect(try Self.tenant("acme", Self.isNew).stateText == "onboarding 5/7")
        #expect(try Self.tenant("acme", Self.isUsed).stateText == "active")
        #expect(try Self.tenant("acme").stateText == "active")
        #expect(try Self.tenant("acme", Self.isNew, status: "suspended").stateText == "suspended")
    }

    @Test func theLineBelowCountsWhatWantsALook() throws {
        let soon = """
            "entra":{"tenant":"t","client_id":"c","credential":{"fingerprint":"f","expiry":"known",
            "expires_at":"2026-12-01T00:00:00.000Z"}},
            """
        let tenants = [
            try Self.tenant("a"), try Self.tenant("b", Self.isQuiet + Self.isUsed), try Self.tenant("c", soon),
            try Self.tenant("d", Self.isQuiet + Self.isNew),
        ]
        let now = try #require(Moment(rfc3339: "2026-11-22T00:00:00Z"))

        #expect(TenantList.summary(of: tenants, now: now) == "4 tenants · 1 silent · 1 secret under 30 days")
        #expect(TenantList.summary(of: [tenants[0]], now: now) == "1 tenant")
        #expect(
            TenantList.summary(of: [tenants[0]], hasMore: true, now: now) == "1 tenant · there are more, beyond --limit"
        )
    }

    @Test func programsReadMomentsAndBareNumbers() throws {
        let calls = """
            "tags":["nordics","trial"],"activity":{"calls_24h":5000,"routed_24h":4916,"degraded_24h":0,"partial":true,
            "last_call_at":"2026-11-22T09:58:00.123Z"},"entra":{"tenant":"t","client_id":"c",
            "credential":{"fingerprint":"f","expiry":"known","expires_at":"2025-12-01T00:00:00.000Z"}},
            """
        let csv = CommandOutput(format: .csv, palette: .plain, width: 80)

        #expect(
            try csv.listLines([Self.tenant("acme", calls), Self.tenant("b", Self.isNew)]) == [
                "tenant,state,calls-24h,routed,fail-open,secret,last-call,name,region,pools,keys,secret-expires,tags",
                "acme,active,5000,98.3,0.0,0,2026-11-22T09:58:00.123Z,Acme Oy,,,1,2025-12-01T00:00:00.000Z,nordics trial",
                "b,onboarding,,,,,,Acme Oy,,,1,,",
            ]
        )
    }

    @Test func tagsAreShown() throws {
        let tenant = try Self.tenant("acme", #""tags":["nordics","trial"],"#)

        #expect(tenant.lines.first { $0.label == "tags" }?.value == "nordics, trial")
        #expect(tenant.cells.last?.text == "nordics,trial")
        #expect(try Self.tenant("b").lines.first { $0.label == "tags" }?.value == nil)
    }

    @Test func notesAreBannersAndFew() throws {
        let tenants = try (1...7).map { try Self.tenant("t\($0)", #""note":"n\#($0)","#) }

        let banners = TenantList.banners(of: tenants)

        #expect(banners.first == "! t1: n1")
        #expect(banners.count == 6)
        #expect(banners.last == "! 2 more have a note: hookswitch tenant show SLUG")
        #expect(TenantList.banners(of: [try Self.tenant("a")]).isEmpty)
    }

    @Test func statesAreThoseOfTheColumn() throws {
        let tenants = [
            try Self.tenant("a"), try Self.tenant("b", Self.isNew), try Self.tenant("c", status: "suspended"),
        ]
        let slugs = { (state: TenantListState) in tenants.filter(state.holds).map(\.slug) }

        #expect(slugs(.active) == ["a"])
        #expect(slugs(.onboarding) == ["b"])
        #expect(slugs(.suspended) == ["c"])
    }

    @Test(
        arguments: [
            (OutputFormat.table, nil, nil, false, "activity,onboarding", true),
            (.wide, nil, nil, false, "activity,onboarding", true),
            (.table, nil, nil, true, "activity,onboarding", false),
            (.table, ["tenant", "Calls-24h"], nil, false, "activity", false),
            (.table, ["tenant", "STATE"], nil, false, "onboarding", true),
            (.table, ["tenant", "name"], nil, false, nil, false), (.csv, nil, nil, false, "activity,onboarding", false),
            (.csv, ["tenant"], nil, false, nil, false), (.json, nil, nil, false, nil, false),
            (.json, nil, nil, true, "activity", false), (.name, nil, .onboarding, false, "onboarding", false),
            (.table, ["tenant"], .active, false, "onboarding", false),
            (.table, ["tenant"], .suspended, false, nil, false),
        ] as [(OutputFormat, [String]?, TenantListState?, Bool, String?, Bool)]
    )
    func onlyWhatIsShownIsAskedFor(
        _ format: OutputFormat,
        _ columns: [String]?,
        _ state: TenantListState?,
        _ activity: Bool,
        _ query: String?,
        _ isUnasked: Bool
    ) {
        let expansion = TenantListExpansion(format: format, columns: columns, state: state, activity: activity)

        #expect(expansion.query == query)
        #expect(expansion.isUnasked == isUnasked)
    }

    @Test func visualGoesBeforeEditor() {
        #expect(EditedText.editor(environment: ["VISUAL": "code -w", "EDITOR": "nano"]) == "code -w")
        #expect(EditedText.editor(environment: ["VISUAL": "", "EDITOR": "nano"]) == "nano")
        #expect(EditedText.editor(environment: [:]) == "vi")
    }

    @Test(arguments: [
        ["tenant", "note", "acme"], ["tenant", "note", "acme", "x", "--clear"], ["tenant", "note", "acme", ""],
        ["tenant", "create", "acme", "--name", "x"], ["tenant", "create", "--file", "x", "--name", "x"],
        ["tenant", "list", "--state", "ill"], ["tenant", "list", "--state", "active", "--status", "active"],
    ])
    func whatContradictsItselfIsRefused(arguments: [String]) {
        #expect(throws: (any Error).self) { try HookswitchCommand.parseAsRoot(arguments) }
    }
}
