import Foundation
import HookswitchTesting
import Testing

extension JourneyTests {
    /// `login --oidc` from the printed address to a token that works, at an issuer that shares no code with us;
    /// `Tests/Conformance/oidc_login.py` is the issuer and the browser.
    @Suite struct SignInCommandTests {
        private struct Answers: Decodable {
            struct Command: Decodable {
                let status: Int32
                let output: String
                let errors: String
            }

            let browser: Int
            let login: Command
            let whoami: Command?
            let config: String?
            let logout: Command?
        }

        @Test func aRoleByClaimSignsInAndIsRevokedAtLogout() async throws {
            let (answers, statusAfter) = try await Self.signIn(claiming: "Hookswitch.Support")

            #expect(answers.browser == 200)
            #expect(answers.login.status == 0, "\(answers.login.errors)")
            #expect(answers.login.output.isEmpty)
            let whoami = try #require(answers.whoami)
            #expect(whoami.status == 0, "\(whoami.errors)")
            let me = try JSONSerialization.jsonObject(with: Data(whoami.output.utf8)) as? [String: Any]
            #expect(me?["name"] as? String == "Anna")
            #expect(me?["role"] as? String == "support")
            #expect(answers.logout?.status == 0)
            #expect(answers.logout?.errors.contains("revoked") == true, "\(answers.logout?.errors ?? "")")
            #expect(statusAfter == 401)
        }

        @Test func whoHasNoRoleIsToldAndGetsNoToken() async throws {
            let (answers, _) = try await Self.signIn(claiming: "Something.Else")

            #expect(answers.login.status == 4, "\(answers.login.errors)")
            #expect(answers.login.errors.contains("nobody was signed in"), "\(answers.login.errors)")
            #expect(answers.whoami == nil)
        }

        /// - Returns: What the commands said, and what the server answers to the token afterwards; `nil` if there was none.
        private static func signIn(claiming role: String) async throws -> (Answers, Int?) {
            try await Installation.run { installation in
                let script = TestPython.root.appending(path: "Tests/Conformance/oidc_login.py").path
                let made = try await TestProgram.run(
                    TestPython.path,
                    [script, "certificate", installation.directory + "/issuer"],
                    environment: ["PATH": installation.environment["PATH"] ?? ""]
                )
                #expect(made.status == 0, "\(made.errors)")
                let roots = try ["/ca.pem", "/issuer/ca.pem"]
                    .map { try String(contentsOfFile: installation.directory + $0, encoding: .utf8) }.joined()
                let port = FreePort.find(1)[0]
                let settings = [
                    "HOOKSWITCH_TRUST_ROOTS_FILE": try installation.write(roots, to: "roots.pem"),
                    "HOOKSWITCH_ADMIN_PUBLIC_URL": "https://admin.example.test",
                    "HOOKSWITCH_ADMIN_OIDC_ISSUER": "https://localhost:\(port)",
                    "HOOKSWITCH_ADMIN_OIDC_CLIENT_ID": "hookswitch-tests",
                    "HOOKSWITCH_ADMIN_OIDC_CLIENT_SECRET_FILE": try installation.write(
                        "issuer-client-secret",
                        to: "client-secret"
                    ),
                    "HOOKSWITCH_ADMIN_OIDC_ROLE_CLAIM": "roles",
                    "HOOKSWITCH_ADMIN_OIDC_ROLES": "Hookswitch.Support=support",
                ]
                return try await installation.withServer(settings: settings) { server in
                    let result = try await TestProgram.run(
                        TestPython.path,
                        [
                            script, "login", installation.directory + "/issuer", String(port),
                            BuiltProgram.url("hookswitch").path, role,
                        ],
                        environment: [
                            "PATH": installation.environment["PATH"] ?? "",
                            "HOME": installation.directory,
                            "XDG_CONFIG_HOME": installation.directory + "/config",
                            "HOOKSWITCH_URL": "http://127.0.0.1:\(server.ports.admin)",
                        ]
                    )
                    #expect(result.status == 0, "\(result.output)\(result.errors)")
                    let answers = try JSONDecoder().decode(Answers.self, from: Data(result.output.utf8))
                    guard let token = answers.config?.firstMatch(of: /hsw_[A-Za-z0-9_]+/) else { return (answers, nil) }
                    let later = try await Web.get(
                        "http://127.0.0.1:\(server.ports.admin)/api/v1/me",
                        headers: [("Authorization", "Bearer \(token.output)")]
                    )
                    return (answers, later.status)
                }
            }
        }
    }
}
