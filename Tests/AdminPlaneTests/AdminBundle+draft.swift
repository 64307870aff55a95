import Dynamics
import HookswitchTesting
import NIOPosix

@testable import AdminPlane
@testable import Hookswitch

extension AdminBundle {
    /// Explains by drafts as a running server does, over connections that end with each.
    static func explainDraft(of tenants: TenantService, by pipeline: DecisionPipeline) -> AdminServices.ExplainDraft {
        { slug, draft, question, actor in
            let logger = RecordedLog().logger
            let upstream = try Upstream(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
            let cacheLimits = CallerCacheLimits()
            let assembly = TenantAssembly(
                keyStore: TenantKeyStore(keyRing: tenants.keyRing),
                egress: EgressPolicy(),
                authority: try EgressPolicy().authority("https://login.microsoftonline.com"),
                upstream: upstream,
                cacheLimits: cacheLimits,
                cacheBudget: CacheBudget(maximumCount: cacheLimits.maximumTotalCount),
                logger: logger
            )
            let explainer = DraftExplainer(tenants: tenants, pipeline: pipeline, assembly: assembly)
            do {
                let explanation = try await explainer.explain(slug, as: draft, question, for: actor)
                await upstream.shutdown()
                return explanation
            } catch {
                await upstream.shutdown()
                throw error
            }
        }
    }
}
