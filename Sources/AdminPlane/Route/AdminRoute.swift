import HTTPTypes
import Hummingbird

/// One operation of the admin API: what `admin/openapi.yaml` describes and the router serves.
struct AdminRoute: Sendable {
    /// What an operation does with a request.
    enum Action: Sendable {
        /// Anybody may ask.
        case open(@Sendable (Request, AdminRequestContext) async throws -> Response)
        /// Only operators may ask: without a token nothing of the operation runs.
        case authenticated(@Sendable (AuthenticatedRequest) async throws -> Response)
    }

    /// The method.
    let method: HTTPRequest.Method
    /// The path's template, such as `/api/v1/tenants/{slug}`.
    let path: String
    /// The operation's name in the API's description, in metrics and in logs.
    let operationID: String
    /// What it does.
    let action: Action

    /// An operation for operators.
    init(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ operationID: String,
        _ action: @escaping @Sendable (AuthenticatedRequest) async throws -> Response
    ) {
        self.init(method, path, operationID, .authenticated(action))
    }

    /// An operation.
    init(_ method: HTTPRequest.Method, _ path: String, _ operationID: String, _ action: Action) {
        self.method = method
        self.path = path
        self.operationID = operationID
        self.action = action
    }

    /// Whether a token is needed.
    var needsAuthentication: Bool {
        switch self.action {
        case .open: false
        case .authenticated: true
        }
    }
}
