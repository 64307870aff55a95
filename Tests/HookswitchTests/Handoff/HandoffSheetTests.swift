import Foundation
import Routing
import Testing

@testable import Hookswitch

@Suite struct HandoffSheetTests {
    @Test func sheetSaysAllThatEnreachNeedsAndNoKey() throws {
        let sheet = try Self.sheet(.apiKey, keys: [Self.key("apiKey", user: nil)])

        for text in [sheet.text, sheet.markdown] {
            for needed in [
                "https://hooks.example.com/hooks/wj6annqj27qgcugu6apbkhd6b4", "POST", "X-Benemen-APIKey", "200", "204",
                "1500 ms", "5000 ms", "80.88.186.0/24", "80.88.187.0/24", "+35840675644", "Sales", "x7q2",
                #"{"InitialTarget":"+35853445657"}"#,
            ] {
                #expect(text.contains(needed), "\(needed) is missing in:\n\(text)")
            }
            #expect(!text.contains("hsk_"))
        }
        #expect(sheet.example.request.contains("X-Benemen-APIKey: KEY"))
        #expect(sheet.example.request.hasPrefix("POST /hooks/"))
    }

    @Test func textFitsATerminal() throws {
        let sheet = try Self.sheet(.basic, keys: [])

        let long = sheet.text.split(separator: "\n").filter { $0.count > 80 }
        #expect(long.isEmpty, "\(long)")
    }

    @Test func basicNamesItsUser() throws {
        let sheet = try Self.sheet(.basic, keys: [Self.key("basic", user: "acme")])

        #expect(sheet.authentication.user == "acme")
        #expect(sheet.authentication.header == "Authorization")
        #expect(sheet.text.contains("user acme"))
    }

    @Test func keysThatDoNotWorkAreLeftOut() throws {
        let revoked = Self.key("apiKey", user: nil, revokedAt: "2026-01-01T00:00:00.000Z")
        let sheet = try Self.sheet(.apiKey, keys: [revoked, Self.key("basic", user: "acme")])

        #expect(sheet.authentication.liveKeys.isEmpty)
        #expect(sheet.authentication.note.contains("still to be made"))
    }

    /// What our own operator may do is told to them, and not to Enreach.
    @Test(arguments: [WebhookAuthentication.apiKey, .basic, .none])
    func sheetSpeaksToEnreachAlone(_ kind: WebhookAuthentication) throws {
        for keys in [[], [Self.key(kind.rawValue, user: "acme")]] {
            let sheet = try Self.sheet(kind, keys: keys)
            for text in [sheet.text, sheet.markdown, sheet.mail, sheet.authentication.note] {
                #expect(!text.contains("`hookswitch") && !text.contains("webhook-key"), "\(text)")
            }
        }
    }

    @Test func namesStayTextInMarkdown() throws {
        let sheet = try Self.sheet(.none, keys: [], name: "Acme | *Oy* <script>")

        #expect(sheet.markdown.hasPrefix(#"# SmartRouting for Acme \| \*Oy\* \<script\>"#))
        #expect(sheet.authentication.header == nil)
    }

    @Test(arguments: [("Acme Oy", "Acme Oy"), ("Åland Äb", "acme"), (String(repeating: "x", count: 200), "acme")])
    func mailHasHeaderFieldsInASCIIAndNoKey(_ name: String, _ shown: String) throws {
        let mail = try Self.sheet(.apiKey, keys: [Self.key("apiKey", user: nil)], name: name).mail

        let parts = mail.split(separator: "\n\n", maxSplits: 1).map(String.init)
        let header = parts[0].split(separator: "\n")
        #expect(header.first == "Subject: SmartRouting for \(shown): please switch it on")
        #expect(header.contains("Content-Type: text/plain; charset=utf-8"))
        #expect(header.allSatisfy { $0.count <= 78 && $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
        #expect(!header.contains { $0.hasPrefix("To:") || $0.hasPrefix("From:") })
        #expect(parts[1].hasPrefix("Hello,"))
        #expect(parts[1].contains("SmartRouting for \(name)"))
        #expect(parts[1].contains("The key itself is not in this message"))
        #expect(!mail.contains("hsk_"))
    }

    private static func key(_ kind: String, user: String?, revokedAt: String? = nil) -> WebhookKeyView {
        WebhookKeyView(
            id: "whk_1",
            kind: kind,
            user: user,
            hint: "x7q2",
            createdAt: "2026-11-22T10:00:00.000Z",
            revokedAt: revokedAt
        )
    }

    private static func sheet(
        _ authentication: WebhookAuthentication,
        keys: [WebhookKeyView],
        name: String = "Acme Oy"
    ) throws -> HandoffSheet {
        let path = "/hooks/wj6annqj27qgcugu6apbkhd6b4"
        let tenant = TenantView(
            id: "ten_1",
            slug: "acme",
            name: name,
            tags: nil,
            readable: true,
            status: .active,
            version: 1,
            region: "FI",
            webhook: .init(
                path: path,
                url: "https://hooks.example.com" + path,
                authentication: authentication.rawValue,
                liveKeyCount: keys.count
            ),
            dataverse: .init(
                url: "https://acme.crm4.dynamics.com",
                lookup: "live",
                fallback: "none",
                tables: ["contact"]
            ),
            entra: .init(tenant: "acme.onmicrosoft.com", clientID: VerificationWorld.client, credential: nil),
            poolCount: 1,
            createdAt: "2026-11-22T10:00:00.000Z",
            updatedAt: "2026-11-22T10:00:00.000Z"
        )
        let rule = Rule(name: "Known", condition: .known, target: try PhoneNumber(parsing: "+35853445657"))
        let pool = Pool(
            number: try PhoneNumber(parsing: "+35840675644"),
            name: "Sales",
            rules: [rule],
            otherwise: .defaultRoute
        )
        return HandoffSheet(tenant, pools: [pool], keys: keys, deadline: .milliseconds(1500))
    }
}
