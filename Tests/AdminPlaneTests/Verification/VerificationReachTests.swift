import AdminPlane
import Dynamics
import Foundation
import HookswitchTesting
import NIOPosix
import Testing

@testable import Hookswitch

/// The real service, which the other tests of verifications replace: it must not read what is another's.
@Suite(.lentDatabase) struct VerificationReachTests {
    @Test func onlyATenantWithinReachIsPrepared() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let acme = try #require(try await bundle.services.tenants.find("acme"))
        let somebody = Operator(tokenID: UUID(), name: "n", role: .support, reach: .only([acme: "acme"]))
        let everybody = Operator(tokenID: UUID(), name: "n", role: .support, reach: .all)
        let upstream = try Upstream(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: bundle.log.logger)

        let prepared: [Bool]
        do {
            let verifications = VerificationService(
                tenants: bundle.services.tenants,
                snapshots: bundle.snapshots,
                assembly: try bundle.assembly(upstream),
                publicURL: .calls,
                isDevelopment: false,
                limit: VerificationLimit()
            )
            prepared = [
                try await verifications.prepare("acme", sample: nil, for: somebody) != nil,
                try await verifications.prepare("beta", sample: nil, for: somebody) != nil,
                // Not even that the sample is wrong may tell that the tenant is there.
                try await verifications.prepare("beta", sample: "no number", for: somebody) != nil,
                try await verifications.prepare("beta", sample: nil, for: everybody) != nil,
                try await verifications.prepare("nobody", sample: nil, for: everybody) != nil,
            ]
        } catch {
            await upstream.shutdown()
            throw error
        }
        await upstream.shutdown()

        #expect(prepared == [true, false, false, true, false])
    }
}
