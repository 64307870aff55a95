import HTTPTypes
import Hummingbird

/// All operations of the admin API.
///
/// Hummingbird's router tells nobody which routes it has, and answers 404 where only the method is wrong; this table
/// makes the router, knows what a path allows, and is what the API's description is tested against.
struct RouteTable: Sendable {
    /// The operations.
    let routes: [AdminRoute]

    /// The operation at a template.
    func route(at path: String, method: HTTPRequest.Method) -> AdminRoute? {
        self.routes.first { $0.path == path && $0.method == (method == .head ? .get : method) }
    }

    /// The methods that a path allows, sorted; empty if no operation has the path. A path that is an operation's own,
    /// letter for letter, is not also another's by a template: `/api/v1/tenants/apply` is no tenant.
    func methods(at path: String) -> [String] {
        let segments = Self.segments(of: path)
        let own = self.routes.filter { $0.path == path }
        let methods = (own.isEmpty ? self.routes.filter { Self.fits(segments, template: $0.path) } : own).map(\.method)
        return Set(methods.contains(.get) ? methods + [.head] : methods).map(\.rawValue).sorted()
    }

    /// The router of these operations.
    ///
    /// - Parameter admission: Lets operators in.
    func addRoutes(to router: Router<AdminRequestContext>, admission: Admission) {
        for route in self.routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                switch route.action {
                case .open(let respond):
                    try route.negotiate(request)
                    return try await respond(request, context)
                case .authenticated(let permission, let respond):
                    // Who asks comes first: a stranger is told nothing but that.
                    let admitted = try await admission.admit(request, context, needing: permission)
                    try route.negotiate(request)
                    return try await respond(admitted)
                }
            }
        }
    }

    private static func segments(of path: String) -> [Substring] {
        path.split(separator: "/", omittingEmptySubsequences: true)
    }

    private static func fits(_ segments: [Substring], template: String) -> Bool {
        let parts = Self.segments(of: template)
        return parts.count == segments.count && zip(parts, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
