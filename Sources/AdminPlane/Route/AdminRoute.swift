import HTTPTypes
import Hookswitch
import Hummingbird

/// One operation of the admin API: what `admin/openapi.yaml` describes and the router serves.
struct AdminRoute: Sendable {
    /// What an operation does with a request.
    enum Action: Sendable {
        /// Anybody may ask.
        case open(@Sendable (Request, AdminRequestContext) async throws -> Response)
        /// Only operators with a permission may ask, and `nil` is any operator: without that nothing of the operation runs.
        case authenticated(needs: Permission?, @Sendable (AuthenticatedRequest) async throws -> Response)
    }

    /// The method.
    let method: HTTPRequest.Method
    /// The path's template, such as `/api/v1/tenants/{slug}`.
    let path: String
    /// The operation's name in the API's description, in metrics and in logs.
    let operationID: String
    /// What it does.
    let action: Action
    /// The media types of its answers, the first being what it answers with where nothing is said; none is an answer without a
    /// body, which nobody can refuse.
    private(set) var types = ["application/json"]

    /// An operation for operators.
    ///
    /// - Parameter permission: What it needs; `nil` is a token of any role. It has no default, so that nobody forgets it.
    init(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ operationID: String,
        needs permission: Permission?,
        _ action: @escaping @Sendable (AuthenticatedRequest) async throws -> Response
    ) {
        self.init(method, path, operationID, .authenticated(needs: permission, action))
    }

    /// An operation.
    init(_ method: HTTPRequest.Method, _ path: String, _ operationID: String, _ action: Action) {
        self.method = method
        self.path = path
        self.operationID = operationID
        self.action = action
    }

    /// The operation, answering with other types than JSON.
    func answering(with types: String...) -> AdminRoute {
        var route = self
        route.types = types
        return route
    }

    /// Refuses a request that takes nothing of what the operation can answer with, before anything is done.
    ///
    /// - Throws: A ``Problem``, ``ProblemCode/notAcceptable``.
    func negotiate(_ request: Request) throws(Problem) {
        guard !self.types.isEmpty else { return }
        try AcceptedTypes(of: request).require(oneOf: self.types)
    }

    /// The permission that is needed; `nil` if any operator or anybody may ask.
    var permission: Permission? {
        switch self.action {
        case .open: nil
        case .authenticated(let permission, _): permission
        }
    }

    /// Whether a token is needed.
    var needsAuthentication: Bool {
        switch self.action {
        case .open: false
        case .authenticated: true
        }
    }
}
