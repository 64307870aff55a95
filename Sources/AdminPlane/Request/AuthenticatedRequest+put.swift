import HTTPTypes
import Hookswitch
import Hummingbird

extension AuthenticatedRequest {
    /// Whether something is to be made, or which version of it is to be replaced.
    ///
    /// - Throws: A ``Problem`` unless there is either `If-None-Match: *` or an `If-Match` that can be read.
    func putCondition() throws(Problem) -> PutCondition {
        let fields = self.request.headers[values: .ifNoneMatch]
        let hasMatch = self.request.headers.contains(.ifMatch)
        guard !fields.isEmpty else {
            guard hasMatch else {
                throw Problem(
                    .preconditionRequired,
                    "The request has neither If-None-Match nor If-Match.",
                    fix: "Send `If-None-Match: *` to make the tenant, or its ETag as If-Match to replace its document."
                )
            }
            return .present(try self.versionCondition())
        }
        guard fields == ["*"], !hasMatch else {
            throw Problem(
                .invalidHeader,
                "If-None-Match is not `*`, or comes with If-Match.",
                fix: "Send `If-None-Match: *` to make the tenant, or its ETag as If-Match to replace its document."
            )
        }
        return .absent
    }
}
