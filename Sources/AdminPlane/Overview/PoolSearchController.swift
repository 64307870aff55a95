import Hookswitch
import Hummingbird

/// A number sought among the pools of all tenants. It travels in a body and in no address, for those are logged on the way.
struct PoolSearchController: Sendable {
    /// How many pools a page may have.
    private static let pageLimits: ClosedRange<Int64> = 1...Int64(OverviewService.maximumFoundCount)
    /// How many a page has when nothing is said; a number is mostly one tenant's.
    private static let pageLimit = 50

    let overviews: OverviewService
    let bodies: RequestBodyReader

    var routes: [AdminRoute] {
        [AdminRoute(.post, "/api/v1/pools/search", "searchPools", needs: .tenantsRead, self.search)]
    }

    private func search(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let body = try await self.bodies.read([String: JSONValue].self, from: request.request)
        var members = BodyMembers(body, allowing: ["number", "limit", "after"])
        let expected = "it is a number in E.164, such as +35840675644"
        let number = members.value("number", expected, read: OverviewService.number)
        if body["number"] == nil { members.refuse("number", code: "missing_member", expected) }
        let limit = members.integer("limit", in: Self.pageLimits).map { Int($0) } ?? Self.pageLimit
        let after = members.value("after", "it is the next_cursor of the page before", read: Slug.init(parsing:))
        try members.check()
        guard let number else { throw Problem(.invalidRequest, "The number cannot be used.") }
        let page = try await self.overviews.search(number, for: request.sender, limit: limit, after: after)
        return try JSONAnswer.response(ListPage(page.data, next: page.next?.text))
    }
}
