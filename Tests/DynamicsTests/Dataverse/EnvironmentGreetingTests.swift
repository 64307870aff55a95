import Testing

@testable import Dynamics

/// What an environment says to a stranger is read as far as it is Microsoft's, and no further.
@Suite struct EnvironmentGreetingTests {
    private static let directory = "6f0c3f0e-0000-4000-8000-000000000001"

    @Test func challengeNamesTheDirectory() {
        let challenge =
            "Bearer authorization_uri=https://login.microsoftonline.com/\(Self.directory.uppercased())/oauth2/authorize, "
            + "resource_id=https://acme.crm4.dynamics.com/"

        #expect(Self.greeting(401, challenge: challenge).entraTenant == Self.directory)
        #expect(Self.greeting(200, challenge: challenge).entraTenant == nil)
    }

    @Test(arguments: ["", "Bearer", "Basic realm=x", "Bearer authorization_uri=https://login/common/oauth2/authorize"])
    func oddChallengeNamesNone(challenge: String) {
        #expect(Self.greeting(401, challenge: challenge).entraTenant == nil)
    }

    @Test func redirectToAnotherEnvironmentIsShown() {
        let greeting = Self.greeting(302, location: "https://acme.crm.dynamics.com/api/data/v9.2/WhoAmI?x=1")

        #expect(greeting.movedTo == "https://acme.crm.dynamics.com")
    }

    @Test(arguments: [
        "https://acme.crm4.dynamics.com/elsewhere", "https://evil.example.com/", "http://acme.crm.dynamics.com/",
        "/login",
        "https://user@acme.crm.dynamics.com/", "",
    ])
    func otherRedirectsAreNot(location: String) {
        #expect(Self.greeting(302, location: location).movedTo == nil)
    }

    @Test(arguments: [
        ("", "Principal user (Id=…) is missing prvReadContact privilege", DataverseRefusal.privilegeMissing),
        ("", "The user is not a member of the organization.", .noApplicationUser),
        ("", "Access to Dataverse API is restricted for this application Id : '…'", .applicationBlocked),
        ("", "The specified user(Id = …) is disabled.", .userDisabled),
        ("0x80072560", "is missing prvReadContact", .noApplicationUser),
        ("0x80049999", "No.", .other),
    ])
    func textSaysWhatAnEmptyCodeDoesNot(code: String, message: String, refusal: DataverseRefusal) {
        #expect(DataverseRefusal(code: code, message: message) == refusal)
    }

    private static func greeting(
        _ status: Int,
        challenge: String? = nil,
        location: String? = nil
    ) -> EnvironmentGreeting {
        EnvironmentGreeting(
            UpstreamResponse(status: status, retryAfter: nil, body: [], challenge: challenge, location: location),
            from: "acme.crm4.dynamics.com",
            policy: EgressPolicy()
        )
    }
}
