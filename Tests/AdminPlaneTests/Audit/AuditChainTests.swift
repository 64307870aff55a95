import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

@testable import AdminPlane
@testable import Hookswitch

@Suite(.lentDatabase) struct AuditChainTests {
    private static let export = "/api/v1/tenants/acme/audit/export"

    @Test func parallelChangesOfOneTenantMakeOneUnbrokenChain() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
            for number in 0..<20 {
                group.addTask { try await bundle.rename("Acme \(number)").status }
            }
            for try await status in group { #expect(status == .ok) }
        }

        let export = try await bundle.send(.get, Self.export)
        let verdict = try bundle.verify(export.text)
        #expect(verdict.isIntact, "\(verdict.faults)")
        #expect(verdict.chains.map(\.recordCount) == [21])
    }

    @Test func changesOfSeveralKindsAtOnceDoNotStandInEachOthersWay() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let uri = "/api/v1/tenants/acme/webhook-keys"
        var ids: [String] = []
        for _ in 0..<2 {
            if case .text(let id)? = try await bundle.send(.post, uri).members["id"] { ids.append(id) }
        }

        try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
            for id in ids { group.addTask { try await bundle.send(.post, "\(uri)/\(id)/revoke?last=true").status } }
            for number in 0..<6 { group.addTask { try await bundle.rename("Acme \(number)").status } }
            for try await status in group { #expect(status == .ok) }
        }

        let export = try await bundle.send(.get, Self.export)
        #expect(try bundle.verify(export.text).isIntact)
    }

    @Test func aChangeThatCannotBeRecordedIsRefused() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await bundle.script(
            """
            CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN RAISE EXCEPTION ''the audit is full''; END';
            CREATE TRIGGER refuse BEFORE INSERT ON hookswitch.audit_record
                FOR EACH ROW EXECUTE FUNCTION public.refuse();
            """
        )

        let renamed = try await bundle.rename("Acme Ab")
        let key = try await bundle.send(.post, "/api/v1/tenants/acme/webhook-keys")
        await #expect(throws: PostgresError.self) {
            try await bundle.services.tokens.create(name: "matti", role: .admin, expiresAt: nil)
        }

        #expect(renamed.status == .internalServerError)
        #expect(key.status == .internalServerError)
        #expect(try await bundle.send(.get, "/api/v1/tenants/acme").members["name"] == .text("Acme Oy"))
        #expect(try await bundle.send(.get, "/api/v1/tenants/acme/webhook-keys").ids.isEmpty)
        let tokens = try await bundle.database.pool.withTransaction { transaction in
            try await transaction.query("SELECT name FROM hookswitch.api_token")
                .map { try $0.decode("name", as: String.self) }
        }
        #expect(tokens == ["liisa"])
    }

    @Test func recordsFromBeforeAreChainedAtTheNextChangeAndAtASigning() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "globex")
        // As an older server leaves them: without token, place or hash, and with whole documents.
        try await bundle.script(
            """
            DELETE FROM hookswitch.audit_chain;
            DELETE FROM hookswitch.audit_record;
            INSERT INTO hookswitch.audit_record (tenant_id, audit_id, recorded_at, actor, action, subject, after)
            SELECT tenant_id, gen_random_uuid(), now() - interval '1 day' * n, 'token liisa', 'tenant.change',
                'tenant ' || slug, document FROM hookswitch.tenant, generate_series(1, 3) AS n;
            """
        )

        _ = try await bundle.rename("Acme Ab")
        let all = try await bundle.send(.get, "/api/v1/audit/export")

        let verdict = try bundle.verify(all.text)
        #expect(verdict.isIntact, "\(verdict.faults)")
        #expect(verdict.chains.map(\.recordCount).sorted() == [3, 4])
    }

    @Test func whatTheDatabasesOwnerChangesIsFoundAndNotSigned() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        for number in 0..<3 { _ = try await bundle.rename("Acme \(number)") }
        let changes = [
            ("UPDATE hookswitch.audit_record SET reason = 'approved' WHERE sequence = 3", 3),
            ("DELETE FROM hookswitch.audit_record WHERE sequence = 2", 2),
        ]

        // Before the first signing, and after it.
        for (statement, sequence) in changes {
            try await bundle.script(statement)
            let export = try await bundle.send(.get, Self.export)
            let verdict = try bundle.verify(export.text)

            #expect(verdict.faults.first?.sequence == Int64(sequence), "\(statement): \(verdict.faults)")
        }
        let signed = try await bundle.database.pool.withTransaction { transaction in
            try await transaction.query("SELECT FROM hookswitch.audit_head_signature").count
        }
        #expect(signed == 0)
    }

    @Test func whatIsChangedAfterTheLastSigningIsShownToo() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        _ = try await bundle.send(.get, Self.export)
        for number in 0..<2 { _ = try await bundle.rename("Acme \(number)") }

        try await bundle.script("UPDATE hookswitch.audit_record SET actor = 'token matti' WHERE sequence = 2")
        let export = try await bundle.send(.get, Self.export)
        let verdict = try bundle.verify(export.text)

        #expect(verdict.faults.map(\.kind) == [.edited])
        #expect(verdict.faults.first?.sequence == 2)
    }

    @Test func aCutEndIsFoundByTheSignedHeadAndByASavedOne() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        _ = try await bundle.rename("Acme Ab")
        let whole = try await bundle.send(.get, Self.export)
        let first = try bundle.verify(whole.text)
        let saved = try #require(first.chains.first?.head.flatMap { AuditHead(parsing: $0) })

        try await bundle.script("DELETE FROM hookswitch.audit_record WHERE sequence = 2")
        let shortened = try await bundle.send(.get, Self.export)
        let bySigned = try bundle.verify(shortened.text)
        try await bundle.script(
            """
            DELETE FROM hookswitch.audit_head_signature;
            UPDATE hookswitch.audit_chain AS c SET sequence = r.sequence, hash = r.hash
            FROM hookswitch.audit_record AS r WHERE r.tenant_id = c.tenant_id AND r.sequence = 1;
            """
        )
        let byMemory = try bundle.verify(try await bundle.send(.get, Self.export).text)
        let export = try await bundle.exportAfterRestart("acme")
        let bySaved = try bundle.verify(export, saved: [saved])

        #expect(bySigned.faults.map(\.kind) == [.cut])
        #expect(bySigned.faults.first?.sequence == 2)
        #expect(
            byMemory.faults.map(\.kind) == [.unsigned],
            "the server knows what it signed, and does not sign another history"
        )
        #expect(try bundle.verify(export).isIntact, "one that was started after cannot know better")
        #expect(bySaved.faults.map(\.kind) == [.cut])
        #expect(bySaved.faults.first?.sequence == 2)
    }

    @Test func aHeadThatIsNotSignedByUsIsNotBuiltOn() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        _ = try await bundle.rename("Acme Ab")
        _ = try await bundle.send(.get, Self.export)

        // Another history whose hashes fit: the last record is gone, and the newest head says what the one before it is. Only its
        // signature does not say so.
        try await bundle.script(
            """
            DELETE FROM hookswitch.audit_record WHERE sequence = 2;
            UPDATE hookswitch.audit_head_signature AS s SET sequence = 1, hash = r.hash
            FROM hookswitch.audit_record AS r WHERE r.tenant_id = s.tenant_id AND r.sequence = 1;
            UPDATE hookswitch.audit_chain AS c SET sequence = r.sequence, hash = r.hash
            FROM hookswitch.audit_record AS r WHERE r.tenant_id = c.tenant_id AND r.sequence = 1;
            """
        )
        // It grows, so there is something to sign.
        _ = try await bundle.rename("Acme Oyj")
        let verdict = try bundle.verify(try await bundle.exportAfterRestart("acme"))

        #expect(verdict.faults.map(\.kind).contains(.wrongSignature), "\(verdict.faults)")
        let signed = try await bundle.database.pool.withTransaction { transaction in
            try await transaction.query("SELECT FROM hookswitch.audit_head_signature WHERE sequence > 1").count
        }
        #expect(signed == 0, "the forged history got our signature")
    }

    @Test func headsOfAKeyThatIsNoLongerInTheRingArePassedOver() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        _ = try await bundle.send(.get, Self.export)
        _ = try await bundle.rename("Acme Ab")
        var random = SystemRandomNumberGenerator()
        let newRing = KeyRing(random: &random)

        let export = try await bundle.exportAfterRestart("acme", keyRing: newRing)

        let keys = try AuditPublicKeyView.all(of: newRing).compactMap { AuditPublicKey(parsing: $0.publicKey) }
        var verification = AuditVerification(publicKeys: keys, savedHeads: [])
        for line in export.split(separator: "\n") { verification.read(String(line)) }
        let verdict = verification.verdict()
        // The older head's key is unknown to whoever has the new ring only, and the newer head covers all.
        #expect(verdict.faults.map(\.kind) == [.unknownKey], "\(verdict.faults)")
    }

    @Test func theServersOwnRoleCannotChangeAChainedRecord() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let changed = try await bundle.database.pool.withTransaction { transaction in
            try await transaction.run(
                script: """
                    SELECT set_config('hookswitch.tenant', tenant_id::text, true) FROM hookswitch.tenant;
                    SET LOCAL ROLE hookswitch_runtime;
                    """
            )
            return try await transaction.execute("UPDATE hookswitch.audit_record SET sequence = sequence")
        }

        #expect(changed == 0)
    }
}
