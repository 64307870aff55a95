import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

/// Every operation that changes something can be tried first.
@Suite(.lentDatabase) struct DryRunTests {
    /// Operations that are no GET and take no `dry_run`, and why.
    private static let exceptions: [String: String] = [
        "explainCall": "it changes nothing",
        "replayDecision": "it changes nothing",
        "searchDecisions": "it changes nothing",
        "searchPools": "it changes nothing",
        "verifyTenant": "it changes nothing; what it tries is the tenant's Dynamics",
        "revealCaller": "it changes nothing but the audit, which says that somebody looked, and the answer is the look",
        "findCaller": "it changes nothing but the audit, likewise",
        "createSignInToken": "a code is taken once, and a try would use it up",
    ]

    @Test func everyWriteHasADryRunOrAReasonForNone() async throws {
        let description = try APIDescription()

        for route in try await AdminBundle().plane.table().routes where route.method != .get {
            let isException = Self.exceptions[route.operationID] != nil

            #expect(description.hasDryRun(route.operationID) != isException, "\(route.operationID)")
        }
    }

    @Test func whatHasNoneRefusesTheWord() async throws {
        let bundle = try await AdminBundle()
        let routes = bundle.plane.table().routes

        for name in Self.exceptions.keys.sorted() where name != "createSignInToken" {
            let route = try #require(routes.first { $0.operationID == name && $0.method != .get })
            let uri = route.path.replacing("{slug}", with: "acme").replacing("{id}", with: "x")
            let response = try await bundle.send(route.method, uri + "?dry_run=true", json: "{}")

            #expect(try response.problem.code == .unknownParameter, "\(name)")
        }
    }

    @Test func aDryRunChangesNothingOfAllThereIs() async throws {
        let bundle = try await AdminBundle()
        let writes = try await AuditedWrite.all(in: bundle).filter { Self.exceptions[$0.operationID] == nil }

        for write in writes {
            // To count a caller's decisions is a look at them, and the audit has it.
            let isLook = write.operationID == "eraseCaller"
            let before = try await Self.everything(bundle, butAudit: isLook)
            let query = write.uri.contains("?") ? "&dry_run=true" : "?dry_run=true"
            let planned = try await write.send(to: bundle, query: query)

            #expect(planned.status == .ok, "\(write.operationID): \(planned.text)")
            #expect(planned.headers[.eTag] == nil, "\(write.operationID)")
            #expect(try await Self.everything(bundle, butAudit: isLook) == before, "\(write.operationID)")
            // The next finds what this one leaves.
            let done = try await write.send(to: bundle)
            #expect(done.status.kind == .successful, "\(write.operationID): \(done.text)")
        }
    }

    /// All that an operator can change, as text.
    private static func everything(_ bundle: AdminBundle, butAudit isLook: Bool) async throws -> [String] {
        try await AuditedWriteTests.everything(bundle).filter { line in
            !isLook || !(line.hasPrefix("record ") || line.hasPrefix("end "))
        }
    }
}
