import Foundation
import Routing
import Testing

@testable import Hookswitch
@testable import HookswitchCommands

/// Every list at a terminal of 80 columns, with the longest values that there can be.
@Suite struct EightyColumnTests {
    private static let width = 80
    private static let slug = String(repeating: "a-very-lon", count: 4)
    private static let uuid = "0198c0de-0000-7000-8000-000000000000"
    private static let time = "2025-11-20T10:31:12.123Z"
    /// 200 characters, most of them two columns wide: as long as a tenant's name may be.
    private static let name = String(repeating: "漢字商事👨‍👩‍👧🚀🇫🇮⚡e\u{301}", count: 20)

    /// A name of 26 characters behind its prefix.
    private static func id(_ prefix: String) -> String { prefix + String(repeating: "z", count: 26) }

    private static func decoded<Row: Decodable>(_ json: String, as type: Row.Type = Row.self) throws -> Row {
        try JSONDecoder().decode(Row.self, from: Data(json.utf8))
    }

    private static func tenants() throws -> [TenantView] {
        try ["active", "suspended"].map { status in
            try Self.decoded(
                """
                {"id":"\(Self.id("ten_"))","slug":"\(Self.slug)","name":"\(Self.name)","readable":\(status == "active"),
                 "status":"\(status)","version":2147483647,"region":"FI",
                 "webhook":{"path":"/hooks/\(Self.id(""))","authentication":"apiKey","live_key_count":2},
                 "entra":{"tenant":"\(Self.uuid)","client_id":"\(Self.uuid)",
                  "credential":{"fingerprint":"0123456789ab","expires_at":"\(Self.time)","expiry":"known"}},
                 "pool_count":1000,"created_at":"\(Self.time)","updated_at":"\(Self.time)"}
                """
            )
        }
    }

    private static func routingVersions() throws -> [any ListDisplayable] {
        [
            try Self.decoded(
                """
                {"version":2147483647,"created_at":"\(Self.time)","actor":"\(Self.name)","current":true,
                 "changes":[{"path":"pools[999].rules[999].target","before":"1","after":"2"}]}
                """,
                as: RoutingVersion.self
            )
        ]
    }

    private static func operators() throws -> [any ListDisplayable] {
        let tenants = Array(repeating: "\"\(Self.slug)\"", count: 20).joined(separator: ",")
        return [
            try Self.decoded(
                """
                {"id":"\(Self.uuid)","name":"\(Self.name)","role":"read_only","tenants":[\(tenants)],"hint":"wxyz",
                 "created_at":"\(Self.time)","expires_at":"\(Self.time)","last_used_at":"\(Self.time)",
                 "revoked_at":"\(Self.time)"}
                """,
                as: APITokenView.self
            ),
            try Self.decoded(
                """
                {"id":"\(Self.uuid)","name":"\(Self.name)","role":"read_only","role_from_claim":true,"version":2147483647,
                 "tenants":[\(tenants)],"subject":"\(Self.name)","created_at":"\(Self.time)","signed_in_at":"\(Self.time)"}
                """,
                as: OperatorDetails.self
            ),
            try Self.decoded(
                """
                {"id":"\(Self.uuid)","operator_id":"\(Self.uuid)","name":"\(Self.name)","current":true,
                 "source":"2001:db8:ffff:ffff:ffff:ffff:ffff:ffff","created_at":"\(Self.time)","expires_at":"\(Self.time)"}
                """,
                as: SessionView.self
            ),
        ]
    }

    private static func calls() throws -> [any ListDisplayable] {
        let decision = """
            {"id":"\(Self.id("dec_"))","tenant":"\(Self.slug)","at":"\(Self.time)","outcome":"invalid_number","status":200,
             "target":"+358534456571234","pool":"+358406756441234","caller":"+358•••64","duration_ms":999999999}
            """
        let trace = #"{"caller":"unknown","rules":[]}"#
        let explanation: CallExplanation = try Self.decoded(
            """
            {"status":200,"outcome":"invalid_number","target":"+358534456571234","duration_ms":999999999,"trace":\(trace)}
            """
        )
        let call = CallCase(
            name: Self.name,
            from: String(repeating: "0", count: 64),
            to: String(repeating: "0", count: 64),
            expectation: CallExpectation(outcome: .invalidNumber, target: "+358534456571234", status: 204)
        )
        return [
            try Self.decoded(decision, as: DecisionView.self),
            try Self.decoded(
                """
                {"at":"\(Self.time)","group":"\(Self.slug)","count":9999999999,"p50_ms":3999.9,"p95_ms":3999.9,"p99_ms":3999.9}
                """,
                as: StatisticsPoint.self
            ),
            CallCaseResult(call, number: 1, explanation),
        ]
    }

    private static func changes() throws -> [any ListDisplayable] {
        [
            try Self.decoded(
                """
                {"number":"+358406756441234","name":"\(Self.name)","rules":[],"otherwise":"+358534456571234"}
                """,
                as: PoolView.self
            ),
            try Self.decoded(
                """
                {"tenant":"\(Self.slug)","tenant_name":"\(Self.name)","status":"suspended",
                 "pool":{"number":"+358406756441234","name":"\(Self.name)","rules":[],"otherwise":"+358534456571234"}}
                """,
                as: FoundPool.self
            ),
            try Self.decoded(
                """
                {"number":"+358534456571234","uses":[{"pool":"+358406756441234","pool_name":"\(Self.name)","rule":"r"}]}
                """,
                as: QueueView.self
            ),
            try Self.decoded(
                """
                {"id":"\(Self.id("cre_"))","tenant":"\(Self.slug)","kind":"secret","state":"active","entra_tenant":"\(Self.uuid)",
                 "client_id":"\(Self.uuid)","fingerprint":"0123456789ab","hint":"wxy","length":1024,"expires_at":"\(Self.time)",
                 "expiry":"known","created_at":"\(Self.time)"}
                """,
                as: CredentialView.self
            ),
            try Self.decoded(
                """
                {"segment":9223372036854775807,"day":"9999-12-31","part":32767,"decision_count":9999999999,
                 "hash":"\(String(repeating: "f", count: 64))","sealed_at":"\(Self.time)","key_id":"\(Self.id(""))",
                 "dropped_at":"\(Self.time)","head":"h"}
                """,
                as: SegmentView.self
            ),
            try Self.decoded(
                """
                {"id":"\(Self.id("era_"))","tenant":"\(Self.slug)","caller":"+358•••64","state":"erasing",
                 "requested_at":"\(Self.time)","requested_by":"\(Self.name)","reason":"\(Self.name)","decision_count":9999999999}
                """,
                as: ErasureView.self
            ),
            try Self.decoded(
                """
                {"id":"\(Self.id("aud_"))","at":"\(Self.time)","chain":"\(Self.id("ten_"))","tenant":"\(Self.slug)",
                 "actor":{"kind":"token","name":"\(Self.name)"},"action":"webhook_key.revoke.of.a.long.name","subject":"s",
                 "reason":"\(Self.name)"}
                """,
                as: AuditView.self
            ),
            TenantVersionView(version: .max, createdAt: Self.time, actor: Self.name, isCurrent: true),
            try Self.decoded(
                """
                {"id":"\(Self.id("off_"))","slug":"\(Self.slug)","tenant_id":"\(Self.id("ten_"))","state":"destroying",
                 "requested_at":"\(Self.time)","requested_by":"\(Self.name)","reason":"\(Self.name)","due_at":"\(Self.time)",
                 "counts":{"data_keys":9,"credentials":9,"webhook_keys":9,"versions":9,"decisions":9999999999}}
                """,
                as: OffboardingView.self
            ),
            WebhookKeyView(
                id: Self.id("whk_"),
                kind: "apiKey",
                user: Self.slug,
                hint: "wxyz",
                createdAt: Self.time,
                revokedAt: Self.time
            ),
        ]
    }

    private static func imports() throws -> [any ListDisplayable] {
        [
            try Self.decoded(
                """
                {"id":"\(Self.id("imp_"))","format":"ndjson","row_count":10000,"pending":true,"created_by":"\(Self.name)",
                 "created_at":"\(Self.time)","expires_at":"\(Self.time)"}
                """,
                as: ImportEntry.self
            ),
            try Self.decoded(
                """
                {"row":9999,"line":999999,"slug":"\(Self.slug)","name":"\(Self.name)","action":"invalid","status":"unchanged",
                 "changes":[],"issues":[{"pointer":"/9999/name","path":"name","code":"wrong_value","detail":"\(Self.name)"}]}
                """,
                as: ImportItemView.self
            ),
        ]
    }

    private static func ofThisMachine() -> [any ListDisplayable] {
        let settings = Configuration.settings.map { setting in
            ConfigExplain.Row(
                key: setting.key,
                environment: setting.environmentName,
                origin: "/etc/hookswitch/a/very/long/path/to/a/file/of/settings/hookswitch.yaml",
                defaultValue: setting.defaultText
            )
        }
        let codes = CommandStatus.allCases.map { ExitCodes.Row(code: $0.rawValue, meaning: $0.meaning) }
        let profile = ProfileRow(
            name: Self.name,
            url: "https://\(Self.slug).hooks.example.com/behind/a/proxy",
            token: "/home/\(Self.name)/token",
            isCurrent: true
        )
        return settings + codes + [profile]
    }

    private static func all() throws -> [any ListDisplayable] {
        let tenants = try Self.tenants()
        let applied = tenants.map {
            AppliedTenant(slug: $0.slug, name: $0.name, change: .changed, changes: [], tenant: $0)
        }
        return tenants + applied + (try Self.operators()) + (try Self.calls()) + (try Self.changes())
            + (try Self.routingVersions()) + (try Self.imports()) + Self.ofThisMachine()
    }

    private static func lines<Row: ListDisplayable>(_ row: Row) throws -> [String] {
        try CommandOutput(format: .table, palette: .plain, width: Self.width).listLines([row])
    }

    @Test func noLineOfAnyListIsWider() throws {
        for row in try Self.all() {
            for line in try Self.lines(row) {
                #expect(TerminalText.width(line) <= Self.width, "\(type(of: row)): \(line)")
            }
        }
    }

    /// CSV is read by programs: a time of day without its date, `24 min ago` or a dash are for people.
    @Test func whatProgramsReadIsNotForPeople() throws {
        for row in try Self.all() {
            let (columns, cells) = (type(of: row).columns, row.cells)
            #expect(cells.count == columns.count, "\(type(of: row))")
            for (column, cell) in zip(columns, cells) {
                let place = "\(type(of: row)), \(column.name): \(cell.value)"
                #expect(cell.value != TableCell.dash, "\(place)")
                #expect(!cell.value.hasSuffix(" ago") && !cell.value.hasPrefix("! "), "\(place)")
                #expect(cell.text != LocalTime.short(Self.time) || cell.value == Self.time, "\(place)")
                // A number, or nothing; the number of a pool is none to reckon with and stands at the left.
                #expect(!column.isNumeric || cell.value.isEmpty || Double(cell.value) != nil, "\(place)")
            }
        }
    }

    @Test func whatOtherCommandsTakeStaysWhole() throws {
        // Names of cases, profiles and groups are people's, and are cut.
        for row in try Self.all() where !(row is CallCaseResult || row is ProfileRow || row is StatisticsPoint) {
            #expect(try Self.lines(row)[1].contains(row.reference), "\(type(of: row))")
        }
    }

    /// A list that nobody tries here would be one that nobody saw at 80 columns.
    @Test func everyListIsTried() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let sources = root.appending(path: "Sources/HookswitchCommands")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            count += text.matches(of: /(?m)^ *(?:extension|struct) \w+: [\w, ]*ListDisplayable \{/).count
        }

        let tried = Set(try Self.all().map { ObjectIdentifier(type(of: $0)) })

        #expect(tried.count == count)
    }
}
