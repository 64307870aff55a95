import Testing

@testable import Postgres

@Suite struct DatabaseURLTests {
    @Test func aPasswordIsNeverShown() throws {
        let forms = [
            "postgresql://user:hunter2%21@db.example:5433/app?sslmode=verify-full",
            "host=db.example user=user password='hunter2!' dbname=app",
            "postgresql://user@db.example/app?sslpassword=hunter2!",
        ]

        for form in forms {
            let url = try DatabaseURL(parsing: form)
            var dumped = ""
            dump(url, to: &dumped)

            #expect(!"\(url) \(String(reflecting: url)) \(dumped)".contains("hunter2"))
            #expect("\(url)".contains("host=db.example"))
        }
    }

    @Test func severalHostsEachGetAnAttempt() throws {
        let url = try DatabaseURL(parsing: "postgresql://u@a:1,b:2,c:3/app?target_session_attrs=read-write")

        let attempts = url.attempts.map { options in
            options.filter { ["host", "port", "target_session_attrs"].contains($0.keyword) }
                .sorted { $0.keyword < $1.keyword }.map(\.value)
        }

        #expect(attempts == [["a", "1", "read-write"], ["b", "2", "read-write"], ["c", "3", "read-write"]])
    }

    @Test func aPreferredStandbyIsSoughtEverywhereFirst() throws {
        let url = try DatabaseURL(parsing: "host=a,b port=7 target_session_attrs=prefer-standby")

        let attempts = url.attempts.map { options in
            ["host", "port", "target_session_attrs"].map { key in options.first { $0.keyword == key }?.value }
        }

        #expect(attempts == [["a", "7", "standby"], ["b", "7", "standby"], ["a", "7", "any"], ["b", "7", "any"]])
    }

    @Test func oneHostAndUnevenListsAreLeftToLibpq() throws {
        #expect(try DatabaseURL(parsing: "host=a").attempts.count == 1)
        #expect(try DatabaseURL(parsing: "host=a,b,c port=1,2").attempts.count == 1)
        #expect(try DatabaseURL(parsing: "dbname=x").attempts.count == 1)
    }

    @Test(arguments: [
        "", "   ", "postgresql://[::1", "host=a password", "postgresql://u:hunter2%zz@h/d", "nonsense",
        "host=a\u{0}b", "postgresql://h/d?sslmood=require", "host='a",
    ])
    func illFormedTextIsRefusedWithoutItsValues(text: String) {
        let error = #expect(throws: PostgresError.self) { try DatabaseURL(parsing: text) }

        #expect(error?.kind == .invalidURL)
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test func anUnknownOptionIsNamed() {
        let error = #expect(throws: PostgresError.self) {
            try DatabaseURL(parsing: "postgresql://h/d?sslmood=require")
        }

        #expect(error?.description.contains("sslmood") == true)
    }

    @Test func anotherDatabaseKeepsTheRest() throws {
        let url = try DatabaseURL(parsing: "postgresql://u:secret@h:1/one?sslmode=require")

        let other = url.selecting(database: "two")

        #expect(other.option("dbname") == "two")
        #expect(other.option("sslmode") == "require")
        #expect(other.options.contains { $0.keyword == "password" && $0.value == "secret" })
        #expect(other.option("password") == nil)
    }
}
