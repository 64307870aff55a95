import Testing

@testable import Schema

@Suite struct StatementEffectTests {
    @Test func semicolonsInQuotesCommentsAndBodiesEndNothing() {
        let text = """
            -- a; comment
            CREATE TABLE a (x text DEFAULT 'a;''b', "y;z" int); /* ; */
            CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $body$ SELECT 1; $body$;
            DO $$ BEGIN; END $$
            """

        let statements = SQLScript.statements(of: text)

        #expect(statements.count == 3)
        #expect(statements.first?.hasPrefix("-- a; comment\nCREATE TABLE a") == true)
        #expect(statements.last == "DO $$ BEGIN; END $$")
    }

    @Test(
        arguments: [
            ("CREATE INDEX i ON h.t (x);", "h.t SHARE", 1), ("CREATE UNIQUE INDEX i ON ONLY h.t (x)", "h.t SHARE", 1),
            ("CREATE INDEX CONCURRENTLY i ON h.t (x)", "h.t SHARE UPDATE EXCLUSIVE", 1),
            ("ALTER TABLE h.t ADD COLUMN x int", "h.t ACCESS EXCLUSIVE", 0),
            ("ALTER TABLE h.t ADD COLUMN x uuid DEFAULT gen_random_uuid()", "h.t ACCESS EXCLUSIVE", 1),
            ("ALTER TABLE h.t ADD COLUMN x int DEFAULT 0", "h.t ACCESS EXCLUSIVE", 0),
            ("ALTER TABLE h.t ALTER COLUMN x TYPE bigint", "h.t ACCESS EXCLUSIVE", 1),
            ("ALTER TABLE h.t ALTER COLUMN x SET NOT NULL", "h.t ACCESS EXCLUSIVE", 1),
            ("ALTER TABLE h.t ADD CONSTRAINT c CHECK (x > 0)", "h.t ACCESS EXCLUSIVE", 1),
            ("ALTER TABLE h.t ADD CONSTRAINT c CHECK (x > 0) NOT VALID", "h.t ACCESS EXCLUSIVE", 0),
            ("ALTER TABLE h.t VALIDATE CONSTRAINT c", "h.t SHARE UPDATE EXCLUSIVE", 1),
            (
                "ALTER TABLE h.t ADD CONSTRAINT c FOREIGN KEY (x) REFERENCES h.u (x)",
                "h.t SHARE ROW EXCLUSIVE, h.u SHARE ROW EXCLUSIVE", 1
            ),
            ("CREATE TABLE h.t (x int REFERENCES h.u (x))", "h.u SHARE ROW EXCLUSIVE", 0),
            ("CREATE POLICY p ON h.t USING (true)", "h.t ACCESS EXCLUSIVE", 0),
            ("UPDATE h.t SET x = 1", "h.t ROW EXCLUSIVE", 1),
            ("COMMENT ON COLUMN h.t.x IS 'y'", "h.t SHARE UPDATE EXCLUSIVE", 0), ("GRANT SELECT ON h.t TO r", "", 0),
            ("DROP TABLE IF EXISTS h.t", "h.t ACCESS EXCLUSIVE", 0),
        ]
    )
    func locksAndRisksAreTold(_ statement: String, _ locks: String, _ riskCount: Int) {
        let effect = StatementEffect(of: statement)

        #expect(effect.locks.map { "\($0.table) \($0.lock.rawValue)" }.joined(separator: ", ") == locks)
        #expect(effect.risks.count == riskCount, "\(effect.risks)")
        #expect(!effect.isOpaque)
    }

    @Test func whatCannotBeToldIsSaidToBeSo() {
        #expect(StatementEffect(of: "DO $$ BEGIN END $$").isOpaque)
        #expect(StatementEffect(of: "SELECT f()").isOpaque)
    }

    @Test func everyStepOfOursIsCutIntoStatements() {
        for migration in Migration.all {
            let statements = SQLScript.statements(of: migration.up)
            #expect(!statements.isEmpty)
            #expect(statements.allSatisfy { SQLScript.bare($0).split(separator: " ").count > 1 }, "\(migration.label)")
        }
    }
}
