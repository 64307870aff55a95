import DynamicsSimulator
import Foundation
import Testing

@Suite struct QueryTests {
    private static let many = (1...12).map { TableRow(["fullname": .string("Person \($0)"), "telephone1": "1"]) }

    @Test func followsNextLinksVerbatim() async throws {
        try await SimulatorBundle.withSimulator(SimulatorBundle.scenario(contacts: Self.many)) { bundle in
            let token = try await bundle.token()
            let filter = SimulatorBundle.escaped("startswith(fullname,'Person')")
            var target: String? = "/api/data/v9.2/contacts?$select=fullname&$filter=\(filter)"
            var names: [[String]] = []

            while let next = target, names.count < 10 {
                let answer = try await bundle.wire.get(
                    next,
                    headers: ["Prefer: odata.maxpagesize=5"],
                    token: token
                )
                let rows = try answer.decoded(Answers.Rows.self)
                #expect(answer.header("preference-applied") == "odata.maxpagesize=5")
                names.append(rows.names)
                target = rows.nextLink.map { String($0.dropFirst("http://\(SimulatorBundle.host)".count)) }
            }

            #expect(names.map(\.count) == [5, 5, 2])
            #expect(names.flatMap(\.self) == Self.many.indices.map { "Person \($0 + 1)" })
        }
    }

    @Test func refusesANextLinkThatWasChanged() async throws {
        try await SimulatorBundle.withSimulator(SimulatorBundle.scenario(contacts: Self.many)) { bundle in
            let token = try await bundle.token()
            let headers = ["Prefer: odata.maxpagesize=5"]
            let first = try await bundle.wire.get(
                "/api/data/v9.2/contacts?$select=fullname",
                headers: headers,
                token: token
            )
            let link = try #require(try first.decoded(Answers.Rows.self).nextLink)
            let target = String(link.dropFirst("http://\(SimulatorBundle.host)".count))

            let decoded = try await bundle.wire.get(
                target.replacingOccurrences(of: "%25", with: "%"),
                headers: headers,
                token: token
            )
            let changed = try await bundle.wire.get(
                target.replacingOccurrences(of: "=fullname", with: "=telephone1"),
                headers: headers,
                token: token
            )

            #expect(decoded.status == 400)
            #expect(changed.status == 400)
        }
    }

    @Test func topLimitsUnlessAPageSizeIsPreferred() async throws {
        try await SimulatorBundle.withSimulator(SimulatorBundle.scenario(contacts: Self.many)) { bundle in
            let token = try await bundle.token()

            let top = try await bundle.wire.get("/api/data/v9.2/contacts?$top=2", token: token)
            let both = try await bundle.wire.get(
                "/api/data/v9.2/contacts?$top=2",
                headers: ["Prefer: odata.maxpagesize=3"],
                token: token
            )

            #expect(try top.decoded(Answers.Rows.self).value.count == 2)
            #expect(try top.decoded(Answers.Rows.self).nextLink == nil)
            #expect(try both.decoded(Answers.Rows.self).value.count == 3)
        }
    }

    @Test func selectsCountsAndOrders() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()

            let answer = try await bundle.wire.get(
                "/api/data/v9.2/contacts?$select=fullname&$count=true&$orderby=fullname%20desc",
                token: token
            )

            let rows = try answer.decoded(Answers.Rows.self)
            #expect(rows.names == ["Väinö Åkesson", "Oliver O'Brian", "Nobody", "Aino Virtanen"])
            #expect(rows.count == 4)
            #expect(rows.context.hasSuffix("/api/data/v9.2/$metadata#contacts(fullname)"))
            #expect(rows.value.allSatisfy { $0.contactid != nil && $0.telephone1 == nil })
            #expect(answer.text.contains(#""@odata.etag":"W/\""#))
            #expect(answer.header("odata-version") == "4.0")
            #expect(answer.header("x-ms-service-request-id") != nil)
        }
    }

    @Test(arguments: [
        ("$skip=5", 400, "Skip"),
        ("$top=-1", 400, "$top"),
        ("$top=two", 400, "$top"),
        ("$top=99999999999999999999", 400, "$top"),
        ("$select=nosuch", 400, "nosuch"),
        ("$orderby=nosuch", 400, "nosuch"),
        ("$frob=1", 400, "$frob"),
        ("$top=1&$top=2", 400, "more than once"),
        ("$count=maybe", 400, "$count"),
        ("$filter=%zz", 400, "syntax"),
        ("$filter=%ff", 400, "syntax"),
        ("$skiptoken=x", 400, "Paging Cookie"),
    ])
    func refusesBadOptions(query: String, status: Int, part: String) async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()

            let answer = try await bundle.wire.get("/api/data/v9.2/contacts?\(query)", token: token)

            #expect(answer.status == status)
            #expect(try answer.decoded(Answers.DataverseError.self).error.message.contains(part))
        }
    }

    @Test func knowsItsResources() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()
            let list = try await bundle.wire.get("/api/data/v9.0/contacts?$top=1", token: token)
            let id = try #require(try list.decoded(Answers.Rows.self).value.first?.contactid)

            let one = try await bundle.wire.get("/api/data/v9.1/contacts(\(id))?$select=fullname", token: token)
            let none = try await bundle.wire.get(
                "/api/data/v9.2/contacts(00000000-0000-0000-0000-000000000000)",
                token: token
            )
            let count = try await bundle.wire.get("/api/data/v9.2/contacts/$count", token: token)
            let unknown = try await bundle.wire.get("/api/data/v9.2/widgets", token: token)
            let old = try await bundle.wire.get("/api/data/v8.2/contacts", token: token)
            let posted = try await bundle.wire.send(
                "POST",
                "/api/data/v9.2/contacts",
                host: SimulatorBundle.host,
                body: "{}",
                headers: ["Authorization: Bearer \(token)"]
            )

            #expect(one.text.contains("Aino Virtanen"))
            #expect(none.status == 404)
            #expect(count.text.hasSuffix("4"))
            #expect(unknown.status == 404)
            #expect(old.status == 404)
            #expect(posted.status == 405)
        }
    }

    @Test func whoAmIGivesTheOrganisation() async throws {
        struct WhoAmI: Decodable {
            let OrganizationId: String
            let UserId: String
            let BusinessUnitId: String
        }
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()

            let answer = try await bundle.wire.get("/api/data/v9.2/WhoAmI", token: token)

            let identity = try answer.decoded(WhoAmI.self)
            #expect(identity.OrganizationId == "33333333-0000-4000-8000-000000000001")
            #expect(UUID(uuidString: identity.UserId) != nil)
        }
    }

    @Test func keepsTheWireBytesOfARequest() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()
            let query = "$filter=telephone1%20eq%20%27%2B358+50%27&$top=2"

            _ = try await bundle.wire.get("/api/data/v9.2/contacts?\(query)", headers: ["Accept: a/b"], token: token)

            let request = try #require(bundle.simulator.requests(.data).last)
            #expect(request.query == query)
            #expect(request.path == "/api/data/v9.2/contacts")
            #expect(request.status == 200)
            #expect(request.environment == "acme")
            #expect(request.headers.contains { $0.name == "Accept" && $0.value == "a/b" })
            #expect(!request.headers.contains { $0.value.contains(token) })
            #expect(bundle.simulator.requestCount(host: SimulatorBundle.host) == 1)
        }
    }
}
