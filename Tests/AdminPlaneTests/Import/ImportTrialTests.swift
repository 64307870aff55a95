import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Imports that are tried and not kept.
@Suite(.lentDatabase) struct ImportTrialTests {
    private static func trial(_ response: TestResponse) throws -> ImportTrial {
        #expect(response.status == .ok, "\(response.text)")
        try APIDescription().expect(response, toBe: "ImportTrial")
        return try JSONDecoder().decode(ImportTrial.self, from: Data(response.text.utf8))
    }

    private static let line: HTTPFields = [.contentType: "application/x-ndjson"]

    @Test func aFileIsPlannedAndNoPlanIsKept() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let file =
            SampleDocument.line(slug: "acme") + "\n" + SampleDocument.line(slug: "beta", name: "Beta Ab") + "\n"
            + SampleDocument.line(slug: "new") + "\nno json\n"
        let before = try await AuditedWriteTests.everything(bundle)

        let response = try await bundle.send(.post, "/api/v1/imports?dry_run=true", json: file, headers: Self.line)
        let trial = try Self.trial(response)

        #expect(trial.items.map(\.action) == [.same, .change, .create, .invalid])
        #expect(trial.items.map(\.status) == [.unchanged, .pending, .pending, .refused])
        #expect(trial.items[1].changes.map(\.path) == ["name"])
        #expect(trial.rowCount == 4 && trial.actions.create == 1 && trial.statuses.pending == 2)
        #expect(!response.text.contains("canary"))
        #expect(try await AuditedWriteTests.everything(bundle) == before)
    }

    @Test(arguments: [true, false])
    func applyingIsTriedAndEveryRowStaysPending(_ isStream: Bool) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let id = try await bundle.planned(SampleDocument.lines(["acme", "new"], name: "Imported"))
        let before = try await AuditedWriteTests.everything(bundle)
        let headers: HTTPFields = [.accept: isStream ? "text/event-stream" : "application/json"]

        let response = try await bundle.send(.post, "/api/v1/imports/\(id)/apply?dry_run=true", headers: headers)

        #expect(try await AuditedWriteTests.everything(bundle) == before)
        if isStream {
            #expect(response.text.components(separatedBy: "event: item").count == 3, "\(response.text)")
            #expect(response.text.contains("event: result"))
        } else {
            let trial = try Self.trial(response)
            #expect(trial.items.map(\.slug) == ["acme", "new"])
            #expect(trial.items.map(\.status) == [.applied, .applied])
            #expect(trial.statuses.applied == 2 && trial.statuses.pending == 0)
        }
        let applied = try await bundle.applyImport(id)
        #expect(try applied.count("applied") == 2)
    }

    @Test func aPlanThatNoLongerHoldsIsRefusedAsAnApplyingIs() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let id = try await bundle.planned(SampleDocument.lines(["acme"], name: "Imported"))
        _ = try await bundle.rename("Meanwhile")

        let response = try await bundle.send(.post, "/api/v1/imports/\(id)/apply?dry_run=true")

        #expect(try response.problem.code == .planStale)
    }
}
