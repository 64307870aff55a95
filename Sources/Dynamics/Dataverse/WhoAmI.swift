/// Whom Dataverse takes the application for.
public struct WhoAmI: Hashable, Sendable {
    /// The application user's row in `systemuser`, a GUID in lower case.
    public let userID: String

    /// The organization behind the environment, a GUID in lower case.
    public let organizationID: String

    /// Reads the answer of the function `WhoAmI`.
    init(_ response: UpstreamResponse) throws(DynamicsError) {
        let document = try response.json()
        guard
            let user = document["UserId"]?.string, GUID.isValid(user.utf8),
            let organization = document["OrganizationId"]?.string, GUID.isValid(organization.utf8)
        else { throw .invalidResponse(.shape) }
        self.userID = user.lowercased()
        self.organizationID = organization.lowercased()
    }
}
