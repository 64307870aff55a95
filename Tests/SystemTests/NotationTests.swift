import DynamicsSimulator
import Foundation
import Testing

extension SystemTests {
    /// Numbers as people write them into a CRM are found in the customer's own country, and nowhere taken for another's.
    @Suite struct NotationTests {
        /// A country, its address in the simulator, a caller, and how people write the number.
        struct Country: Sendable {
            let region: String
            let host: String
            let numbers: [(e164: String, written: String)]
        }

        static let countries = [
            Country(
                region: "FI",
                host: "127.0.0.11",
                numbers: [
                    ("+358501234567", "0501234567"), ("+358501234568", "050 123 4568"),
                    ("+358501234569", "050-1234569"),
                    ("+358501234570", "(050) 1234570"), ("+358501234571", "00358501234571"),
                    ("+358501234572", "+358 50 123 4572"), ("+358501234573", "+358 (0)50 1234573"),
                ]
            ),
            Country(
                region: "SE",
                host: "127.0.0.12",
                numbers: [
                    ("+46701740605", "0701740605"), ("+46701740606", "070-174 06 06"),
                    ("+46701740607", "0046701740607"),
                    ("+46701740608", "+46 70 174 06 08"), ("+46701740609", "(070) 1740609"),
                ]
            ),
            Country(
                region: "NO",
                host: "127.0.0.13",
                numbers: [
                    ("+4741234567", "41234567"), ("+4741234568", "412 34 568"), ("+4741234569", "004741234569"),
                    ("+4722123456", "22 12 34 56"), ("+4741234570", "+47 412 34 570"),
                ]
            ),
            Country(
                region: "DK",
                host: "127.0.0.14",
                numbers: [
                    ("+4520123456", "20123456"), ("+4520123457", "20 12 34 57"), ("+4520123458", "004520123458"),
                    ("+4520123459", "+45 20 12 34 59"),
                ]
            ),
            Country(
                region: "GB",
                host: "127.0.0.15",
                numbers: [
                    ("+447700900123", "07700900123"), ("+447700900124", "07700 900124"),
                    ("+442079460018", "(020) 7946 0018"),
                    ("+442079460019", "00442079460019"), ("+441314960123", "0131-496-0123"),
                ]
            ),
            Country(
                region: "DE",
                host: "127.0.0.16",
                numbers: [
                    ("+493023125123", "03023125123"), ("+493023125124", "030 23125124"),
                    ("+493023125125", "(030) 23125125"),
                    ("+491713920012", "0171-3920012"), ("+491713920013", "00491713920013"),
                ]
            ),
            Country(
                region: "US",
                host: "127.0.0.17",
                numbers: [
                    ("+12125550125", "2125550125"), ("+12125550126", "(212) 555-0126"),
                    ("+12125550127", "212-555-0127"),
                    ("+12125550128", "0012125550128"), ("+12125550129", "+1 212 555 0129"),
                    ("+12125550130", "212 555 0130"),
                ]
            ),
            Country(
                region: "EE",
                host: "127.0.0.18",
                numbers: [
                    ("+37251234567", "51234567"), ("+37251234568", "5123 4568"), ("+3726123456", "612 3456"),
                    ("+37251234569", "0037251234569"),
                ]
            ),
        ]

        static var scenario: String {
            let environments = Self.countries.map { country in
                let rows = country.numbers.map { #"        - { fullname: X, telephone1: "\#($0.written)" }"# }
                return Scenarios.environment(
                    country.region,
                    host: country.host,
                    tables: "      contacts:\n" + rows.joined(separator: "\n")
                        + "\n      accounts: []\n      leads: []\n      systemusers: []"
                )
            }
            return Scenarios.scenario(environments: environments.joined())
        }

        @Test func eachFormIsFoundAtHomeAndNoNumberInAnotherCountry() async throws {
            try await Installation.run(scenario: Self.scenario) { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    for country in Self.countries {
                        let slug = country.region.lowercased() + "-customer"
                        let document = Scenarios.document(
                            slug: slug,
                            region: country.region,
                            host: country.host,
                            port: installation.simulator.port
                        )
                        let hook = try await CustomerHook.onboard(document, slug: slug, in: installation, on: server)
                        var expected: [String] = []
                        for number in country.numbers {
                            let answer = try await hook.call(from: number.e164, to: "+35840675644")
                            #expect(answer.status == 200, "\(country.region): \(number)")
                            expected.append("routed")
                        }
                        for other in Self.countries where other.region != country.region {
                            for number in other.numbers {
                                let answer = try await hook.call(from: number.e164, to: "+35840675644")
                                #expect(answer.status == 204, "\(number) of \(other.region) in \(country.region)")
                                expected.append("no_match")
                            }
                        }
                        // A failure would be 204 too: these were sought, and are not there.
                        let outcomes = try await Self.outcomes(expected.count, of: hook, in: installation, on: server)
                        #expect(outcomes == expected, "\(country.region)")
                    }
                }
            }
        }

        @Test func aNationalFormOfAnotherCountryIsNoMatch() async throws {
            // 0701234567 is a mobile number in Finland and in Sweden; in a Finnish CRM it is the Finnish one.
            let scenario = Scenarios.scenario(
                environments: Scenarios.environment(
                    "FI",
                    host: "127.0.0.11",
                    tables: """
                              contacts: [{ fullname: X, telephone1: "0401234567" }, { fullname: Y, telephone1: "90123456" }]
                              accounts: []
                              leads: []
                              systemusers: []
                        """
                )
            )
            try await Installation.run(scenario: scenario) { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let document = Scenarios.document(host: "127.0.0.11", port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)

                    #expect(try await hook.call(from: "+358401234567", to: "+35840675644").status == 200)
                    let foreigners = ["+46401234567", "+4790123456", "+4590123456", "+49401234567", "+44401234567"]
                    for foreign in foreigners {
                        #expect(try await hook.call(from: foreign, to: "+35840675644").status == 204, "\(foreign)")
                    }
                    let outcomes = try await Self.outcomes(6, of: hook, in: installation, on: server)
                    #expect(outcomes == ["routed"] + foreigners.map { _ in "no_match" })
                }
            }
        }

        /// What became of a customer's calls, in the order in which they were made, once there are as many.
        private static func outcomes(
            _ count: Int,
            of hook: CustomerHook,
            in installation: Installation,
            on server: RunningServer
        ) async throws -> [String?] {
            try await hook.decisions(count, in: installation, on: server).reversed().map { $0["outcome"] as? String }
        }
    }
}
