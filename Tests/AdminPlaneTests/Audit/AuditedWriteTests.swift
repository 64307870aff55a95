import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Every operation that changes something: with its record, or not at all.
@Suite(.lentDatabase) struct AuditedWriteTests {
    @Test func everyOperationThatIsNoGetIsTried() async throws {
        let bundle = try await AdminBundle()
        let writes = try await AuditedWrite.all(in: bundle)

        let operations = bundle.plane.table().routes.filter { $0.method != .get && $0.needsAuthentication }.map {
            $0.operationID
        }
        let known = AuditedWrite.harmless.union(AuditedWrite.disclosures)
        #expect(Set(operations) == Set(writes.map { $0.operationID }).union(known))
    }

    @Test func eachWriteSaysWhoWhatAndWhy() async throws {
        let bundle = try await AdminBundle()
        let writes = try await AuditedWrite.all(in: bundle)
        var count = try await Self.records(bundle).count

        for write in writes {
            let response = try await write.send(to: bundle)
            let newest = try await bundle.send(.get, "/api/v1/audit?limit=1")
            let record = try #require(try newest.elements.first)
            let place: Comment = "\(write.operationID): \(newest.text)"
            count += write.recordCount

            #expect(response.status.kind == .successful, "\(write.operationID): \(response.text)")
            #expect(try await Self.records(bundle).count == count, place)
            #expect(record["action"] == .text(write.action), place)
            #expect(record["reason"] == .text(AuditedWrite.reason), place)
            #expect(record["request_id"] == .text(response.headers[.requestID] ?? ""), place)
            #expect(
                record["actor"]
                    == .members(["kind": .text("token"), "name": .text("liisa"), "token_id": .text(bundle.tokenID)]),
                place
            )
            #expect(record["after"] != nil, place)
            #expect(try await Self.isFound(record, in: bundle), place)
            #expect(record["before"] != record["after"], place)
            #expect(!newest.text.contains("canary"), place)
            if case .text(let value)? = try? response.members["value"] {
                #expect(!newest.text.contains(value), place)
            }
        }
        let export = try await bundle.send(.get, "/api/v1/audit/export")
        let verdict = try bundle.verify(export.text)
        #expect(verdict.isIntact, "\(verdict.faults)")
        #expect(verdict.chains.count == 5)
    }

    /// Whether a search for its subject finds the record; what has a name is found by the name too.
    private static func isFound(_ record: [String: JSONValue], in bundle: AdminBundle) async throws -> Bool {
        guard case .text(let subject)? = record["subject"], let name = subject.split(separator: " ").last else {
            return false
        }
        let isNamed = !["segments", "decisions", "session"].contains { subject.hasPrefix($0) }
        for text in isNamed ? [subject, String(name)] : [subject] {
            let query = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let found = try await bundle.send(.get, "/api/v1/audit?limit=200&subject=\(query)").elements
            guard found.contains(where: { $0["id"] == record["id"] }) else { return false }
        }
        return true
    }

    @Test func whatCannotBeRecordedIsNotDone() async throws {
        let bundle = try await AdminBundle()
        let writes = try await AuditedWrite.all(in: bundle)
        let refusals = [
            """
            CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN RAISE EXCEPTION ''the audit is full''; END';
            CREATE TRIGGER refuse BEFORE INSERT ON hookswitch.audit_record
                FOR EACH ROW EXECUTE FUNCTION public.refuse();
            """,
            """
            DROP TRIGGER refuse ON hookswitch.audit_record;
            REVOKE INSERT ON hookswitch.audit_record FROM hookswitch_runtime, hookswitch_fleet;
            """,
        ]
        let before = try await Self.everything(bundle)

        for refusal in refusals {
            try await bundle.script(refusal)
            for write in writes {
                let response = try await write.send(to: bundle)

                #expect(response.status == .internalServerError, "\(write.operationID): \(response.text)")
                #expect(try await Self.everything(bundle) == before, "\(write.operationID)")
            }
        }
    }

    @Test func whatChangesNothingLeavesNoRecord() async throws {
        let bundle = try await AdminBundle()
        let writes = try await AuditedWrite.all(in: bundle)
        // What makes another each time, or says once more that somebody looked; and what is there, has ended, is deleted or is
        // whole cannot be made, ended, deleted or mended once more.
        let repeated = [
            "createToken", "createWebhookKey", "createOperator", "endSession", "findCaller", "eraseCaller",
            "createTenant", "deleteTenant", "restartDecisionSegments",
        ]
        for write in writes where !repeated.contains(write.operationID) {
            _ = try await write.send(to: bundle)
            let before = try await Self.records(bundle)

            // Once more: what it asks for is so already.
            let again = try await write.send(to: bundle)

            #expect(again.status.kind == .successful, "\(write.operationID): \(again.text)")
            #expect(try await Self.records(bundle) == before, "\(write.operationID)")
        }
    }

    /// The audit's records, as text.
    private static func records(_ bundle: AdminBundle) async throws -> [String] {
        try await Self.rows(bundle, "SELECT r::text AS line FROM hookswitch.audit_record AS r ORDER BY line")
    }

    /// All that an operator can change, and its audit, as text: DryRunTests looks at it, too.
    static func everything(_ bundle: AdminBundle) async throws -> [String] {
        try await Self.rows(
            bundle,
            """
            SELECT 'tenant ' || t::text AS line FROM hookswitch.tenant AS t
            UNION ALL SELECT 'version ' || v::text FROM hookswitch.tenant_version AS v
            UNION ALL SELECT 'credential ' || c::text FROM hookswitch.credential AS c
            UNION ALL SELECT 'key ' || k::text FROM hookswitch.webhook_key AS k
            UNION ALL SELECT 'token ' || (to_jsonb(a) - 'last_used_at')::text FROM hookswitch.api_token AS a
            UNION ALL SELECT 'offboarding ' || o::text FROM hookswitch.offboarding AS o
            UNION ALL SELECT 'erasure ' || x::text FROM hookswitch.erasure AS x
            UNION ALL SELECT 'erased ' || y::text FROM hookswitch.erased_caller AS y
            UNION ALL SELECT 'operator ' || o::text FROM hookswitch.operator AS o
            UNION ALL SELECT 'session ' || s::text FROM hookswitch.operator_session AS s
            UNION ALL SELECT 'plan ' || p::text FROM hookswitch.import_plan AS p
            UNION ALL SELECT 'row ' || i::text FROM hookswitch.import_item AS i
            UNION ALL SELECT 'record ' || r::text FROM hookswitch.audit_record AS r
            UNION ALL SELECT 'end ' || e::text FROM hookswitch.audit_chain AS e
            ORDER BY line
            """
        )
    }

    private static func rows(_ bundle: AdminBundle, _ query: Query) async throws -> [String] {
        try await bundle.database.pool.withTransaction { transaction in
            try await transaction.query(query).map { try $0.decode("line", as: String.self) }
        }
    }
}
