import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct ExplainControllerTests {
    private static let uri = "/api/v1/tenants/acme/explain"

    @Test func callIsExplainedAndNotRecorded() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await bundle.readSnapshot()

        let response = try await bundle.send(.post, Self.uri, json: #"{"from":"anonymous","to":"+35840675644"}"#)
        let decisions = try await bundle.send(.get, "/api/v1/decisions")

        #expect(response.status == .ok)
        #expect(try response.members["status"] == .integer(204))
        #expect(try response.members["outcome"] == .text("withheld"))
        try APIDescription().expect(response, toBe: "CallExplanation")
        #expect(try decisions.ids.isEmpty)
    }

    @Test func whatIsNoNumberIsAnOutcome() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await bundle.readSnapshot()

        let response = try await bundle.send(.post, Self.uri, json: #"{"from":"ööö","to":"+35840675644"}"#)

        #expect(response.status == .ok)
        #expect(try response.members["outcome"] == .text("invalid_number"))
    }

    /// A call put to a draft; the sample's caller hides the number, so that nobody is asked.
    private static func body(_ draft: String, from: String = "anonymous", to: String = "+35840675644") -> String {
        #"{"from":"\#(from)","to":"\#(to)","document":\#(draft)}"#
    }

    @Test func draftIsExplainedAndNotKept() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await bundle.readSnapshot()
        let draft = SampleDocument.json(slug: "acme").replacing(#""caller": "known""#, with: #""caller": "withheld""#)
        let before = try await bundle.send(.get, "/api/v1/tenants/acme/document")

        let response = try await bundle.send(.post, Self.uri, json: Self.body(draft))
        let applied = try await bundle.send(.post, Self.uri, json: #"{"from":"anonymous","to":"+35840675644"}"#)
        let after = try await bundle.send(.get, "/api/v1/tenants/acme/document")

        #expect(response.status == .ok, "\(response.text)")
        #expect(try response.members["outcome"] == .text("routed"))
        #expect(try response.members["target"] == .text("+35853445657"))
        try APIDescription().expect(response, toBe: "CallExplanation")
        #expect(try applied.members["outcome"] == .text("withheld"))
        #expect(before.text == after.text)
        #expect(!response.text.contains("canary"))
    }

    @Test(arguments: [
        ("https://acme.crm4.dynamics.com", "https://evil.crm4.dynamics.com", "/dataverse/url"),
        ("6f0c3f0e-0000-4000-8000-000000000001", "evil.onmicrosoft.com", "/entra/tenant"),
        ("91bd3f0e-0000-4000-8000-000000000002", "91bd3f0e-0000-4000-8000-000000000003", "/entra/clientId"),
    ])
    func draftThatNamesAnotherPlaceForTheSecretIsRefused(here: String, there: String, pointer: String) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await bundle.readSnapshot()
        let draft = SampleDocument.json(slug: "acme").replacing(here, with: there)

        let response = try await bundle.send(.post, Self.uri, json: Self.body(draft, from: "+35850454564"))

        #expect(response.status == .unprocessableContent)
        let problem = try response.problem
        #expect(problem.code == .invalidDocument)
        #expect(problem.errors?.map(\.pointer) == [pointer])
        #expect(problem.errors?.map(\.code) == ["draft_elsewhere"])
    }

    @Test func draftIsCheckedAsForApplyingIt() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "globex")
        try await bundle.readSnapshot()
        let loop = SampleDocument.json(slug: "acme", target: "+35840675644")
        let unknown = SampleDocument.json(slug: "acme").replacing(#""region""#, with: #""reggion""#)

        for draft in [loop, unknown, SampleDocument.json(slug: "globex"), "{}"] {
            let response = try await bundle.send(.post, Self.uri, json: Self.body(draft))
            #expect(response.status == .unprocessableContent, "\(draft)")
            #expect(try response.problem.code == .invalidDocument)
        }
        let noObject = try await bundle.send(.post, Self.uri, json: Self.body("[]"))
        #expect(noObject.status == .unprocessableContent)
        let nowhere = try await bundle.send(
            .post,
            "/api/v1/tenants/nobody/explain",
            json: Self.body(SampleDocument.json(slug: "nobody"))
        )
        #expect(nowhere.status == .notFound)
    }

    @Test func tenantThatIsNotServedIsNotFound() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.post, Self.uri, json: #"{"from":"anonymous","to":"+35840675644"}"#)

        #expect(response.status == .notFound)
    }

    @Test func rulesAreTriedWithNoCRM() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await bundle.readSnapshot()
        let call = #""from":"+35850454564","to":"+35840675644","targetid":"sales""#

        let found = try await bundle.send(
            .post,
            Self.uri,
            json: #"{\#(call),"fixture":{"records":[{"table":"contact","name":"Aino"}]}}"#
        )
        let nobody = try await bundle.send(.post, Self.uri, json: #"{\#(call),"crm":"fixture","fixture":{}}"#)
        let away = try await bundle.send(.post, Self.uri, json: #"{\#(call),"fixture":{"failure":"crm_timeout"}}"#)
        let forgotten = try await bundle.send(.post, Self.uri, json: #"{\#(call),"crm":"cache"}"#)

        #expect(try found.members["outcome"] == .text("routed"))
        #expect(try nobody.members["outcome"] != .text("routed"))
        #expect(try away.members["outcome"] == .text("crm_timeout"))
        #expect(try forgotten.members["outcome"] == .text("crm_error"))
        for answer in [found, nobody, away, forgotten] {
            try APIDescription().expect(answer, toBe: "CallExplanation")
        }
    }

    @Test func aFixtureTriesADraftOfAnyEnvironment() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await bundle.readSnapshot()
        let draft = SampleDocument.json(slug: "acme")
            .replacing("acme.crm4.dynamics.com", with: "other.crm4.dynamics.com")
        let call = #""from":"+35850454564","to":"+35840675644","document":\#(draft)"#

        let fixture = try await bundle.send(
            .post,
            Self.uri,
            json: #"{\#(call),"fixture":{"records":[{"table":"contact"}]}}"#
        )
        let live = try await bundle.send(.post, Self.uri, json: #"{\#(call)}"#)

        #expect(try fixture.members["outcome"] == .text("routed"))
        #expect(live.status == .unprocessableContent)
    }

    @Test func anOlderVersionsRulesDecide() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await bundle.readSnapshot()
        let call = #""from":"anonymous","to":"+35840675644""#

        let first = try await bundle.send(.post, Self.uri, json: #"{\#(call),"version":1}"#)
        let none = try await bundle.send(.post, Self.uri, json: #"{\#(call),"version":99}"#)

        #expect(first.status == .ok, "\(first.text)")
        #expect(try first.members["outcome"] == .text("withheld"))
        #expect(try none.problem.errors?.map(\.pointer) == ["/version"])
    }

    @Test(arguments: [
        (#""crm":"sometimes""#, "/crm"), (#""crm":"fixture""#, "/fixture"), (#""crm":"live","fixture":{}"#, "/crm"),
        (#""version":0"#, "/version"), (#""fixture":{"records":[{"table":"invoice"}]}"#, "/fixture/records/0/table"),
        (#""fixture":{"failure":"tired"}"#, "/fixture/failure"), (#""version":1,"document":{}"#, "/version"),
    ])
    func whatMeansNothingIsNamed(_ members: String, _ pointer: String) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let response = try await bundle.send(.post, Self.uri, json: #"{"from":"anonymous","to":"1",\#(members)}"#)

        #expect(response.status == .unprocessableContent)
        #expect(try response.problem.errors?.map(\.pointer) == [pointer])
    }
}
