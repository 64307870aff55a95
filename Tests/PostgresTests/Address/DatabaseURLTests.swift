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

    @Test func listsOfHostsAddressesAndPortsLineUp() throws {
        let texts = [
            "host=127.0.0.9,/run/postgresql port=6000,5432": ["127.0.0.9 - 6000", "/run/postgresql - 5432"],
            "postgresql://u@a,%2Frun%2Fpostgresql:7/d": ["a - ", "/run/postgresql - 7"],
            "host=a,/run/postgresql hostaddr=10.0.0.1, port=1,": ["a 10.0.0.1 1", "/run/postgresql  "],
            "hostaddr=10.0.0.1,10.0.0.2 port=7": ["- 10.0.0.1 7", "- 10.0.0.2 7"],
        ]

        for (text, expected) in texts {
            let attempts = try DatabaseURL(parsing: text).attempts.map { options in
                ["host", "hostaddr", "port"]
                    .map { key in options.first { $0.keyword == key }?.value ?? "-" }
                    .joined(separator: " ")
            }
            #expect(attempts == expected, "\(text)")
        }
    }

    @Test func theTimeToConnectIsInSeconds() throws {
        #expect(try DatabaseURL(parsing: "host=a connect_timeout=7").connectTimeout == .seconds(7))
        #expect(try DatabaseURL(parsing: "host=a connect_timeout=' 7 '").connectTimeout == .seconds(7))
        #expect(try DatabaseURL(parsing: "postgresql://a/d?connect_timeout=1").connectTimeout == .seconds(1))
        for text in ["host=a", "host=a connect_timeout=0", "host=a connect_timeout=-1"] {
            // libpq would wait for ever; we never do.
            #expect(try DatabaseURL(parsing: text).connectTimeout == nil, "\(text)")
        }
    }

    @Test func aPasswordThatIsTakenForAHostOrAPortIsRefused() throws {
        for text in [
            "postgresql://u:hun@ter2@h/d", "postgresql://u:hunter2/x@h/d", "postgresql://u:1234567/x@h/d",
            "postgresql://u@a,b@hunter2:1/d",
        ] {
            let error = #expect(throws: PostgresError.self) { try DatabaseURL(parsing: text) }

            #expect(error?.kind == .invalidURL, "\(text)")
            #expect(error?.description.contains("%") == true)
            #expect(error?.description.contains("ter2") == false)
            #expect(error?.description.contains("1234567") == false)
        }
        for text in ["host=@socket", "host=/run/a@b", "host=a,@socket port=5432,", "postgresql://u:p%40%2F@h:1/d"] {
            _ = try DatabaseURL(parsing: text)
        }
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
        "host=a\u{0}b", "postgresql://h/d?sslmood=require", "host='a", "host=a port=hunter2", "host=a port=0",
        "host=a connect_timeout=hunter2", "host=a connect_timeout=99999999999",
        "host=a connect_timeout=''",
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
