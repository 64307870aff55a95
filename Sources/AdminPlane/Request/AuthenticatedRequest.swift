import Hookswitch
import Hummingbird

/// A request whose sender is known.
struct AuthenticatedRequest: Sendable {
    /// Who asks.
    let sender: Operator
    /// What came.
    var request: Request
    /// What goes with it.
    let context: AdminRequestContext

    /// The query.
    ///
    /// - Parameter names: The parameters that the operation has.
    func query(allowing names: [String]) throws(Problem) -> QueryParameters {
        try QueryParameters(parsing: self.request.uri.query, allowing: names)
    }

    /// The slug in the path. Text that is no slug is no tenant's, so nobody needs to be asked.
    func slug() throws(Problem) -> String {
        guard let slug = Slug(parsing: self.context.parameters.get("slug") ?? "") else { throw .noTenant }
        return slug.text
    }

    /// The id in the path, as it came.
    var id: String {
        self.context.parameters.get("id") ?? ""
    }
}
