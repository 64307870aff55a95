import DynamicsSimulator
import Foundation
import Postgres
import Testing

extension SystemTests {
    /// Every outcome, through the real webhook, recorded and explained.
    @Suite struct OutcomeTests {
        @Test func everyOutcomeOfFactsAndRulesIsAnsweredRecordedAndExplained() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    let calls: [(anum: String, bnum: String, extra: String, outcome: String, target: String?)] = [
                        ("+35850454564", "+35840675644", "", "routed", "+35853445657"),
                        ("0504 54564", "040 675644", "", "routed", "+35853445657"),
                        ("+358942451101", "+35840675644", "", "routed", "+35853445657"),
                        ("+358501112223", "+35840675644", "", "no_match", nil),
                        ("+35850454564", "+35840675645", "", "no_rule", nil),
                        ("anonymous", "+35840675644", "", "withheld", nil),
                        ("", "+35840675646", "", "routed", "+35853445658"),
                        ("+35850454564", "+35840675647", "", "routed", "+35853445659"),
                        (
                            "+35850454564", "+35840675644", #", "extradata": {"IsInternalCaller": true}"#,
                            "internal_call",
                            nil
                        ),
                        ("+35850454564", "+35840999999", "", "unknown_pool", nil),
                        ("+358405551234", "+35840675644", "", "ambiguous", nil),
                        ("12", "+35840675644", "", "invalid_number", nil),
                        ("nobody", "+35840675644", "", "invalid_number", nil),
                        ("+999123456789", "+35840675644", "", "invalid_number", nil),
                    ]

                    for call in calls {
                        let answer = try await hook.call(from: call.anum, to: call.bnum, extra: call.extra)
                        #expect(answer.status == (call.target == nil ? 204 : 200), "\(call)")
                        #expect(call.target == nil || answer.body == #"{"InitialTarget":"\#(call.target ?? "")"}"#)
                    }

                    let decisions = try await hook.decisions(calls.count, in: installation, on: server)
                    let newest = decisions.prefix(calls.count).reversed()
                    #expect(newest.compactMap { $0["outcome"] as? String } == calls.map(\.outcome))
                    #expect(newest.map { $0["target"] as? String } == calls.map(\.target))
                    for decision in newest {
                        let id = try #require(decision["id"] as? String)
                        let why = try await installation.json(["why", id], to: server)
                        let today = try #require(why["today"] as? [String: Any])
                        #expect(today["outcome"] as? String == decision["outcome"] as? String)
                    }
                    let invalid = installation.simulator.requests(.data).filter {
                        $0.query?.contains("999123456789") == true
                    }
                    #expect(invalid.isEmpty)
                }
            }
        }

        @Test(arguments: [
            (Fault(.hang, path: .data), "crm_timeout"),
            (Fault(.status(403), path: .data), "crm_auth"),
            (Fault(.status(429, retryAfter: "5"), path: .data), "crm_throttled"),
            (Fault(.status(503), path: .data), "crm_error"),
            (Fault(.malformed(.html), path: .data), "crm_error"),
            (Fault(.malformed(.truncatedJSON), path: .data), "crm_error"),
            (Fault(.oversized(bytes: 300_000), path: .data), "crm_error"),
            (Fault(.reset, path: .data), "crm_error"),
            (Fault(.drip(intervalMilliseconds: 200), path: .data), "crm_timeout"),
        ])
        func troubleAtMicrosoftTakesTheDefaultRouteInTime(_ fault: Fault, _ outcome: String) async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    installation.simulator.set(fault)

                    let start = ContinuousClock.now
                    let answer = try await hook.call(from: "+35850454564", to: "+35840675644")
                    let duration = ContinuousClock.now - start

                    #expect(answer.status == 204)
                    // The deadline is 1.5 s; the rest is for a busy machine.
                    #expect(duration < .seconds(3))
                    let decisions = try await hook.decisions(1, in: installation, on: server)
                    #expect(decisions.first?["outcome"] as? String == outcome)
                }
            }
        }

        @Test func aDeadCRMOpensTheBreakerAndThenCostsNothing() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    installation.simulator.set(Fault(.status(500), path: .data))

                    for digit in 0..<8 {
                        let answer = try await hook.call(from: "+35850111222\(digit)", to: "+35840675644")
                        #expect(answer.status == 204)
                    }

                    let decisions = try await hook.decisions(8, in: installation, on: server)
                    #expect(decisions.first?["outcome"] as? String == "breaker_open")
                    #expect(decisions.contains { $0["outcome"] as? String == "crm_error" })
                }
            }
        }

        /// Apply refuses such a document; one that came to the database in another way must not turn a call round and round.
        @Test func aPoolThatRoutesToItselfTakesTheDefaultRouteAndTheOthersWork() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    try await installation.pool.withConnection { connection in
                        try await connection.run(
                            script: """
                                UPDATE hookswitch.tenant SET revision = nextval('hookswitch.tenant_revision'),
                                    document = jsonb_set(document, '{pools,3,otherwise}', '"+358 40 675 647"')
                                """
                        )
                    }

                    let deadline = ContinuousClock.now + .seconds(10)
                    var status = 200
                    while status != 204, ContinuousClock.now < deadline {
                        status = try await hook.call(from: "+35850454564", to: "040 675 647").status
                    }

                    #expect(status == 204)
                    #expect(try await hook.call(from: "+35850454564", to: "+35840675644").status == 200)
                    // The newest comes to the database last.
                    var outcomes: [String] = []
                    while outcomes.prefix(2) != ["routed", "loop_guard"],
                        ContinuousClock.now < deadline + .seconds(20)
                    {
                        let decisions = try await hook.decisions(2, in: installation, on: server)
                        outcomes = decisions.compactMap { $0["outcome"] as? String }
                    }
                    #expect(outcomes.prefix(2) == ["routed", "loop_guard"])
                }
            }
        }

        @Test func aSuspendedTenantsCallsTakeTheDefaultRouteUntilItIsResumed() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    let unasked = try await installation.command(["tenant", "suspend", "acme"], to: server)
                    #expect(unasked.status == 2, "\(unasked.errors)")
                    #expect(try await hook.call(from: "+35850454564", to: "+35840675647").status == 200)

                    let suspended = try await installation.command(["tenant", "suspend", "acme", "--yes"], to: server)
                    #expect(suspended.status == 0, "\(suspended.errors)")
                    #expect(try await Self.duration(until: 204, of: hook) < .seconds(1))

                    // The newest decision comes to the database last.
                    let deadline = ContinuousClock.now + .seconds(30)
                    var newest: [String: Any]?
                    while newest?["outcome"] as? String != "suspended", ContinuousClock.now < deadline {
                        newest = try await hook.decisions(1, in: installation, on: server).first
                    }
                    #expect(newest?["outcome"] as? String == "suspended")

                    // The pool has a target otherwise, which was neither chosen then nor would be today.
                    let why = try await installation.json(["why", try #require(newest?["id"] as? String)], to: server)
                    let trace = try #require(why["trace"] as? [String: Any])
                    #expect(trace["otherwise"] as? String == "+35853445659")
                    #expect(trace["chosen"] == nil)
                    #expect((why["today"] as? [String: Any])?["outcome"] as? String == "suspended")

                    let resumed = try await installation.command(["tenant", "resume", "acme"], to: server)
                    #expect(resumed.status == 0, "\(resumed.errors)")
                    #expect(try await Self.duration(until: 200, of: hook) < .seconds(1))
                }
            }
        }

        /// How long it takes until calls to the pool with a target otherwise are answered so; ten seconds at most.
        private static func duration(until status: Int, of hook: CustomerHook) async throws -> Duration {
            let start = ContinuousClock.now
            while try await hook.call(from: "+35850454564", to: "+35840675647").status != status,
                ContinuousClock.now - start < .seconds(10)
            {}
            return ContinuousClock.now - start
        }

        @Test func aSecondCallOfOneCallerAsksMicrosoftNothing() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    #expect(try await hook.call(from: "+35850454564", to: "+35840675644").status == 200)
                    // The tables of lower priority are asked too, and may still be when the answer is clear.
                    for await request in installation.simulator.requestStream(.data)
                    where request.path.contains("leads") {
                        break
                    }
                    let count = installation.simulator.requestCount()

                    #expect(try await hook.call(from: "+35850454564", to: "+35840675644").status == 200)

                    #expect(installation.simulator.requestCount() == count)
                }
            }
        }
    }
}
