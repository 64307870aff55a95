import Routing
import Testing

@testable import Hookswitch

@Suite struct ImportFileTests {
    private static let heading = "slug,name,region,dataverse_url,entra_tenant,client_id"
    private static let cells =
        "https://acme.crm4.dynamics.com,6f0c3f0e-0000-4000-8000-000000000001,91bd3f0e-0000-4000-8000-000000000002"

    private static func yaml(_ slug: String) -> String {
        """
        apiVersion: hookswitch/v1
        kind: Tenant
        slug: \(slug)
        name: Acme Oy
        region: FI
        dataverse: { url: https://acme.crm4.dynamics.com }
        entra: { tenant: acme.example, clientId: 91bd3f0e-0000-4000-8000-000000000002 }

        """
    }

    private static func read(
        _ text: String,
        _ format: ImportFormat,
        secrets: SecretResolution = .inlineOnly
    ) throws -> [ReadImportRow] {
        try ImportFile(parsing: Array(text.utf8), as: format, secrets: secrets).documents(egress: nil)
    }

    @Test func documentsArePartedAndLinesAreTheFiles() throws {
        let text =
            "# fleet\n" + Self.yaml("acme") + "---\r\n" + Self.yaml("beta").replacing("FI", with: "fi") + "---\n# end\n"

        let rows = try Self.read(text, .yaml)

        #expect(rows.map { $0.slug?.text } == ["acme", "beta"])
        #expect(rows[0].issues.isEmpty)
        #expect(rows[1].issues.map(\.line) == [14])
        #expect(rows[1].issues.map(\.pointer) == ["/1/region"])
        #expect(rows.map(\.row.text).joined() + "---\n# end\n" == text)
    }

    @Test func slipInOneDocumentLeavesTheOthersReadable() throws {
        let rows = try Self.read(Self.yaml("acme") + "---\nslug: [\n---\n" + Self.yaml("beta"), .yaml)

        #expect(rows.map { $0.document != nil } == [true, false, true])
        #expect(rows[1].issues.map(\.code) == ["not_yaml"])
    }

    @Test func byteOrderMarkAndWindowsLinesAreNothing() throws {
        let text = "\u{FEFF}" + Self.heading + "\r\nacme,Acme Oy,FI," + Self.cells + "\r\n"

        let rows = try Self.read(text, .csv)

        #expect(rows.map { $0.document?.name } == ["Acme Oy"])
    }

    @Test func textOfAnotherEncodingIsRefused() {
        for bytes in [[0xFF, 0xFE, 0x73, 0x00], [0x73, 0xE4, 0x0A]] as [[UInt8]] {
            let refusal = #expect(throws: ImportRefusal.self) {
                _ = try ImportFile(parsing: bytes, as: .csv, secrets: .inlineOnly)
            }
            #expect(refusal?.issues.map(\.code) == ["not_text"])
        }
    }

    @Test func semicolonsPartCellsWhereTheHeadingHasThem() throws {
        let text = (Self.heading + "\nacme,Acme Oy,FI," + Self.cells).replacing(",", with: ";")

        #expect(try Self.read(text, .csv).map { $0.document?.slug?.text } == ["acme"])
    }

    @Test func rowsOfOneSlugAreAllWrong() throws {
        let row = ",Acme Oy,FI," + Self.cells + "\n"

        let rows = try Self.read(Self.heading + "\nacme" + row + "beta" + row + "acme" + row, .csv)

        #expect(rows.map { $0.issues.map(\.code) } == [["duplicate_slug"], [], ["duplicate_slug"]])
        #expect(rows[0].issues.first?.detail.contains("line 4") == true)
    }

    @Test func rowsOfOneExternalIDAreAllWrong() throws {
        let row = ",Acme Oy,FI," + Self.cells
        let lines = [("acme", "7"), ("beta", "8"), ("gamma", "7")].map { $0 + row + "," + $1 }

        let rows = try Self.read(([Self.heading + ",external_id"] + lines).joined(separator: "\n"), .csv)

        #expect(rows.map { $0.issues.map(\.code) } == [["duplicate_external_id"], [], ["duplicate_external_id"]])
        #expect(rows[0].issues.first?.detail.contains("line 4") == true)
        #expect(rows[0].issues.first?.pointer == "/0/externalId")
        #expect(rows[0].issues.first?.path == "external_id")
    }

    @Test func aRowWithAnExternalIDMayLeaveItsSlugOut() throws {
        let text = Self.yaml("acme").replacing("slug: acme\n", with: "externalId: crm:7\n")

        let row = try #require(try Self.read(text, .yaml).first)
        let json = try #require(try row.document?.json(includingSecret: false))

        #expect(row.isUnnamed && row.slug == nil && row.issues.isEmpty)
        #expect(row.document?.externalID?.text == "crm:7" && row.document?.complete == nil)
        #expect(json.contains(#""externalId":"crm:7""#) && !json.contains("slug"))
        let again = try Self.read(json + "\n", .ndjson)
        #expect(again.map(\.isUnnamed) == [true] && again.flatMap(\.issues).isEmpty)
        let named = try #require(Slug(parsing: "beta").map { row.document?.named($0) })
        #expect(named?.slug.text == "beta" && named?.name == "Acme Oy")
    }

    @Test func aRowWithNeitherSlugNorExternalIDIsWrong() throws {
        for text in ["", "slug:\n", "slug:\nexternalId:\n"] {
            let rows = try Self.read(Self.yaml("acme").replacing("slug: acme\n", with: text), .yaml)

            #expect(rows.map { $0.issues.map(\.code) } == [["missing_member"]], "\(text)")
            #expect(rows.first?.issues.first?.pointer == "/0/slug")
        }
    }

    @Test func aTableNeedsSlugsOrExternalIDs() throws {
        let heading = Self.heading.replacing("slug,", with: "")

        let rows = try Self.read("external_id," + heading + "\ncrm:7,Acme Oy,FI," + Self.cells + "\n", .csv)
        let refusal = #expect(throws: ImportRefusal.self) {
            _ = try Self.read(heading + "\nAcme Oy,FI," + Self.cells + "\n", .csv)
        }

        #expect(rows.map(\.isUnnamed) == [true] && rows.flatMap(\.issues).isEmpty)
        #expect(refusal?.issues.map(\.code) == ["missing_column"])
        #expect(refusal?.issues.map(\.path) == ["slug"])
    }

    @Test func unknownColumnGetsASuggestion() {
        for (heading, meant) in [("Client ID", "client_id"), ("dynamics_url", "dataverse_url"), ("regoin", "region")] {
            let refusal = #expect(throws: ImportRefusal.self) { _ = try Self.read(heading + "\nx\n", .csv) }
            #expect(refusal?.issues.first?.detail.contains("did you mean \(meant)?") == true, "\(heading)")
        }
    }

    @Test func cellsOfOnePoolAreAPool() throws {
        let text =
            Self.heading + ",pool_number,pool_name,rule_target,secret_expires_at,client_secret\nacme,Acme,FI,"
            + Self.cells
            + ",'+35840675644,Sales,050 123 4567,2027-05-01T00:00:00Z,s3cret\n"

        let document = try #require(try Self.read(text, .csv).first?.document?.complete)

        #expect(document.pools.map(\.number.e164) == ["+35840675644"])
        #expect(document.pools.first?.rules.map(\.target.e164) == ["+358501234567"])
        #expect(document.pools.first?.rules.map(\.name) == ["known"])
        #expect(document.credential?.secret?.reveal() == "s3cret")
        #expect(document.credential?.expiresAt != nil)
    }

    @Test func faultOfACellNamesTheColumn() throws {
        let heading = Self.heading + ",pool_number,pool_name,pools\n"
        let rows = [
            ("acme,Acme,Finland," + Self.cells + ",,,", "region"),
            ("acme,Acme,FI," + Self.cells + ",3.5840675E+11,Sales,", "pool_number"),
            ("acme,Acme,FI," + Self.cells + ",+35840675644,,", "pool_name"),
            ("acme,Acme,FI," + Self.cells + ",,Sales,[]", "pool_name"),
            ("acme,Acme,FI," + Self.cells + ",,,{", "pools"),
        ]
        for (row, column) in rows {
            let issues = try Self.read(heading + row + "\n", .csv).first?.issues ?? []
            #expect(issues.map(\.path) == [column], "\(row): \(issues)")
            #expect(issues.allSatisfy { $0.line == 2 })
        }
    }

    @Test func secretInAFileNeedsLeaveAndOneFromElsewhereDoesNot() throws {
        let text = Self.heading + ",client_secret,client_secret_env\nacme,Acme,FI," + Self.cells
        let environment = ["ACME": "s3cret"]

        let inline = try Self.read(
            text + ",s3cret,",
            .csv,
            secrets: .local(environment: environment, allowInline: false)
        )
        let named = try Self.read(text + ",,ACME", .csv, secrets: .local(environment: environment, allowInline: false))

        #expect(inline.first?.issues.map(\.code) == ["inline_secret"])
        #expect(inline.first?.issues.map(\.path) == ["client_secret"])
        #expect(named.first?.document?.complete?.credential?.secret?.reveal() == "s3cret")
    }
}
