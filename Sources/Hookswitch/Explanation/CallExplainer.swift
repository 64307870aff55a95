/// Says what would become of a call, by the very line that answers calls, and records nothing.
public struct CallExplainer: Sendable {
    private let pipeline: DecisionPipeline

    /// Explains by a pipeline.
    public init(pipeline: DecisionPipeline) {
        self.pipeline = pipeline
    }

    /// Explains a call.
    ///
    /// - Parameters:
    ///   - slug: The tenant.
    ///   - from: The caller as the telephony cloud would write it: `anum`.
    ///   - to: The pool: `bnum`.
    /// - Returns: `nil` if this server has no such tenant that the operator may see.
    public func explain(_ slug: String, from: String, to: String, for actor: Operator) async -> CallExplanation? {
        guard let tenant = self.pipeline.snapshots.current.tenant(slug: slug),
            actor.scope(of: tenant.scope.tenantID) != nil
        else {
            return nil
        }
        return await CallExplanation(from: from, to: to, for: tenant, by: self.pipeline)
    }
}
