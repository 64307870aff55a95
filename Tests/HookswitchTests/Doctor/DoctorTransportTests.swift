import Postgres
import Testing

@testable import Hookswitch

@Suite struct DoctorTransportTests {
    @Test(
        arguments: [
            ("postgresql://db.example.com/h?sslmode=verify-full", "ok"), ("postgresql://db.example.com/h", "failed"),
            ("postgresql://db.example.com/h?sslmode=require", "failed"), ("postgresql://127.0.0.1/h", "ok"),
            ("postgresql:///h?host=/run/postgresql", "ok"), ("postgresql://127.0.0.1,db.example.com/h", "failed"),
            ("postgresql://127.evil.example.com/h", "failed"), ("postgresql://127.0.0.2/h", "ok"),
            ("postgresql://[::1]/h", "ok"), ("postgresql:///h?host=@hookswitch", "ok"), ("service=prod", "failed"),
            ("service=prod sslmode=verify-full", "ok"), ("postgresql://127.0.0.1/h?hostaddr=192.0.2.1", "failed"),
        ]
    )
    func overANetworkPostgresMustProveItsName(_ url: String, _ status: String) throws {
        let check = Doctor.checkTransport(to: try DatabaseURL(parsing: url), environment: [:])

        #expect(check.status.rawValue == status)
        #expect(check.id == .databaseTLS)
    }

    @Test func theEnvironmentCounts() throws {
        let url = try DatabaseURL(parsing: "dbname=h")

        #expect(Doctor.checkTransport(to: url, environment: ["PGHOST": "db.example.com"]).status == .failed)
        for elsewhere in [["PGSERVICE": "prod"], ["PGHOSTADDR": "192.0.2.1"]] {
            #expect(Doctor.checkTransport(to: url, environment: elsewhere).status == .failed)
        }
        let environment = ["PGHOST": "db.example.com", "PGSSLMODE": "verify-full"]
        #expect(Doctor.checkTransport(to: url, environment: environment).status == .ok)
    }
}
