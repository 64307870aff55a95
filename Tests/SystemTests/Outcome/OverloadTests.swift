import DynamicsSimulator
import Foundation
import Testing

extension SystemTests {
    /// More calls than can be sought, and a server that the machine lets wait: every caller gets an answer.
    @Suite(.serialized) struct OverloadTests {
        @Test func moreSearchesAtOnceThanATenantMayHaveAreShed() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    installation.simulator.set(Fault(.latency, path: .data, delayMilliseconds: 800))

                    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                        for index in 0..<60 {
                            group.addTask {
                                try await hook.call(from: "+3585011122\(10 + index)", to: "+35840675644").status
                            }
                        }
                        return try await group.reduce(into: [Int]()) { $0.append($1) }
                    }

                    #expect(statuses == [Int](repeating: 204, count: 60))
                    let decisions = try await hook.decisions(60, in: installation, on: server)
                    let outcomes = decisions.compactMap { $0["outcome"] as? String }
                    #expect(outcomes.contains("shed"))
                    #expect(outcomes.count == 60)
                }
            }
        }

        /// A machine that is suspended, or a container that is frozen, with calls in its hands.
        @Test func aServerThatWasFrozenAnswersWhatItHasAndSeeksNobodyTooLate() async throws {
            try await Installation.run { installation in
                let settings = ["HOOKSWITCH_CALLS_DEADLINE_MILLISECONDS": "200"]
                try await installation.withServer(settings: settings) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    installation.simulator.set(Fault(.hang, path: .data))

                    // When exactly it is frozen is for chance; where some calls wait for their search it must show.
                    var callCount = 0
                    var outcomes: Set<String> = []
                    for round in 0..<10 where !outcomes.contains("deadline") {
                        let statuses = try await Self.callFrozen(server, hook, round: round)
                        #expect(statuses == [Int](repeating: 204, count: statuses.count))
                        callCount += statuses.count
                        let decisions = try await hook.decisions(min(callCount, 200), in: installation, on: server)
                        outcomes.formUnion(decisions.compactMap { $0["outcome"] as? String })
                    }

                    #expect(outcomes.contains("deadline"), "\(outcomes)")
                    #expect(outcomes.isSubset(of: ["deadline", "shed", "crm_timeout", "breaker_open"]))
                    installation.simulator.clearFaults()
                    #expect(try await hook.call(from: "anonymous", to: "+35840675646").status == 200)
                }
            }
        }

        /// A hundred calls at once, and the server frozen among them.
        private static func callFrozen(
            _ server: RunningServer,
            _ hook: CustomerHook,
            round: Int
        ) async throws -> [Int] {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for index in 0..<100 {
                    group.addTask {
                        try await hook.call(from: "+3585\(100_000 + round * 1_000 + index)", to: "+35840675644").status
                    }
                }
                try await Task.sleep(for: .milliseconds(5 + 10 * round))
                server.signal(SIGSTOP)
                try await Task.sleep(for: .milliseconds(400))
                server.signal(SIGCONT)
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
    }
}
