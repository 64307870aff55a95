import Dynamics
import DynamicsSimulator
import Foundation
import Routing
import Testing

@testable import Hookswitch

/// Every slip that a verification knows, made at Microsoft's simulator over TLS.
@Suite(.serialized) struct VerificationHintTests {
    /// A slip, and the step that should find it.
    struct Slip: Sendable, CustomTestStringConvertible {
        let hint: VerificationHint
        let step: String
        let status: VerificationProbe.Status
        let make: @Sendable (inout VerificationWorld) throws -> Void

        init(
            _ hint: VerificationHint,
            at step: String,
            _ status: VerificationProbe.Status = .failed,
            _ make: @escaping @Sendable (inout VerificationWorld) throws -> Void
        ) {
            self.hint = hint
            self.step = step
            self.status = status
            self.make = make
        }

        var testDescription: String { "\(self.hint.rawValue) at \(self.step)" }
    }

    @Test(arguments: Self.ofTheAddress + Self.ofEntra + Self.ofDataverse + Self.ofHookswitch)
    func slipIsRecognised(slip: Slip) async throws {
        var world = try VerificationWorld()
        try slip.make(&world)

        let result = try await world.verify()

        let probe = try #require(result.probes.first { $0.id == slip.step })
        #expect(probe.hint == slip.hint, "\(probe)")
        #expect(probe.status == slip.status, "\(probe)")
        #expect(!probe.remedy.isEmpty)
        // Not every tenant came out of a file that could be applied again.
        #expect(!probe.remedy.contains { $0.contains("tenant apply") })
        #expect(result.passed == !result.probes.contains { $0.status == .failed })
        let earlier = result.probes.prefix { $0.id != slip.step }.filter { $0.status == .failed }
        #expect(earlier.isEmpty, "\(earlier)")
        let text = String(decoding: try JSONEncoder().encode(result), as: UTF8.self)
        #expect(!text.contains("canary"), "a secret is shown")
    }

    @Test func everyHintHasItsSlip() {
        let slips = Self.ofTheAddress + Self.ofEntra + Self.ofDataverse + Self.ofHookswitch

        #expect(Set(slips.map(\.hint)) == Set(VerificationHint.allCases))
    }

    private static let ofTheAddress = [
        Slip(.addressNotAllowed, at: "dynamics_name") { $0.dataverseURL = "https://crm.example.com" },
        Slip(.nameUnknown, at: "dynamics_name") { $0.dataverseURL = "https://acme.crm7.dynamics.com" },
        Slip(.privateAddress, at: "dynamics_name") {
            $0.dataverseURL = "https://acme.crm4.dynamics.com"
            $0.names["acme.crm4.dynamics.com"] = "10.0.0.1"
        },
        Slip(.environmentMoved, at: "dynamics_tls") {
            $0.scenario.environments[0].movedTo = "https://acme.crm4.dynamics.com"
        },
        Slip(.environmentAbsent, at: "dynamics_tls") { $0.faults = [Fault(.status(StatusFault(404)), path: .data)] },
        Slip(.wrongDirectory, at: "dynamics_tls", .warning) { $0.entraTenant = VerificationWorld.otherDirectory },
        Slip(.certificateUntrusted, at: "dynamics_tls") { $0.isTrusted = false },
        Slip(.unreachable, at: "dynamics_tls") { $0.faults = [Fault(.reset(afterBytes: 0), path: .data)] },
        Slip(.slow, at: "dynamics_tls") { $0.faults = [Fault(.hang(afterBytes: 0), path: .data)] },
        Slip(.serviceFailing, at: "dynamics_tls") { $0.faults = [Fault(.status(StatusFault(503)), path: .data)] },
    ]

    private static let ofEntra = [
        Slip(.credentialMissing, at: "token") { $0.storedSecret = nil },
        Slip(.credentialUnusable, at: "token") { $0.closedReason = "the secret does not open" },
        Slip(.secretIDPasted, at: "token") { $0.storedSecret = "0f1e2d3c-4b5a-4678-8899-aabbccddeeff" },
        Slip(.secretInvalid, at: "token") { $0.storedSecret = "another-secret-altogether" },
        Slip(.secretExpired, at: "token") {
            $0.scenario.entraTenants[0].applications[0].secrets[0].expiresAt = Date(timeIntervalSince1970: 0)
        },
        Slip(.applicationNotFound, at: "token") { $0.clientID = "91bd3f0e-0000-4000-8000-000000000099" },
        Slip(.applicationDisabled, at: "token") { $0.scenario.entraTenants[0].applications[0].isDisabled = true },
        Slip(.tenantNotFound, at: "token") { $0.entraTenant = "6f0c3f0e-0000-4000-8000-000000000099" },
        Slip(.tenantNotFound, at: "token") { $0.entraTenant = "nobody.onmicrosoft.test" },
        Slip(.environmentNotFound, at: "token") { $0.entraTenant = VerificationWorld.otherDirectory },
        Slip(.blockedByPolicy, at: "token") {
            $0.scenario.entraTenants[0].applications[0].isBlockedByPolicy = true
        },
        Slip(.throttled, at: "token") { $0.faults = [Fault(.status(StatusFault(429)), path: .token)] },
        Slip(.throttled, at: "token") { $0.scenario.loopDetectionCount = 0 },
        Slip(.entraRefused, at: "token") { $0.faults = [Fault(.status(StatusFault(400)), path: .token)] },
    ]

    private static let ofDataverse = [
        Slip(.noApplicationUser, at: "who_am_i") { $0.scenario.environments[0].applicationUsers = [] },
        Slip(.userDisabled, at: "who_am_i") { $0.scenario.environments[0].applicationUsers[0].isDisabled = true },
        Slip(.applicationBlocked, at: "who_am_i") {
            $0.scenario.environments[0].applicationUsers[0].isRestricted = true
        },
        Slip(.privilegeMissing, at: "who_am_i") { $0.scenario.environments[0].applicationUsers[0].roles = [] },
        Slip(.privilegeMissing, at: "read_account") {
            $0.scenario.environments[0].applicationUsers[0].read[.accounts] = ReadDepth.none
        },
        // Dataverse often leaves the code empty; the text says it too.
        Slip(.privilegeMissing, at: "read_contact") {
            let text = "Principal user (Id=…) is missing prvReadContact privilege (Id=…) on OTC=2."
            $0.faults = [Fault(.status(StatusFault(403, code: "", message: text)), path: .data, table: "contacts")]
        },
        Slip(.tokenRejected, at: "who_am_i") { $0.faults = [Fault(.status(StatusFault(401)), path: .data)] },
        Slip(.dataverseRefused, at: "who_am_i") {
            let refusal = StatusFault(403, code: "0x80049999", message: "No.")
            $0.faults = [Fault(.status(refusal), path: .data)]
        },
        Slip(.tableMissing, at: "read_contact") {
            $0.faults = [Fault(.status(StatusFault(404)), path: .data, table: "contacts")]
        },
        Slip(.columnMissing, at: "columns_contact") {
            let fault = Fault(.status(StatusFault(400)), path: .data, table: "contacts", queryContains: "mobilephone")
            $0.faults = [fault]
        },
        Slip(.noRowsVisible, at: "read_contact", .warning) {
            $0.scenario.environments[0].applicationUsers[0].read[.contacts] = .user
        },
        Slip(.sampleNotFound, at: "sample_lookup", .warning) { $0.sample = "+358501111111" },
        Slip(.sampleAmbiguous, at: "sample_lookup", .warning) { $0.sample = "040 555 1234" },
    ]

    private static let ofHookswitch = [
        Slip(.expiryUnknown, at: "credential_expiry", .warning) { $0.expiresAt = nil },
        Slip(.expiresSoon, at: "credential_expiry", .warning) {
            $0.expiresAt = VerificationWorld.today.addingTimeInterval(10 * 24 * 60 * 60)
        },
        Slip(.lifetimeTooLong, at: "credential_expiry", .warning) {
            $0.expiresAt = VerificationWorld.today.addingTimeInterval(100 * 365 * 24 * 60 * 60)
        },
        // Entra takes it, so it is the date that is wrong.
        Slip(.expired, at: "credential_expiry", .warning) { $0.expiresAt = Date(timeIntervalSince1970: 0) },
        Slip(.webhookKeyMissing, at: "webhook_keys") { $0.liveKeyCount = 0 },
        Slip(.webhookOpen, at: "webhook_keys", .warning) {
            $0.authentication = .none
            $0.liveKeyCount = 0
        },
        Slip(.tenantSuspended, at: "tenant_status", .warning) { $0.status = .suspended },
        Slip(.poolsMissing, at: "pools", .warning) { $0.pools = [] },
        Slip(.poolLoop, at: "pool_loops", .warning) {
            $0.pools = [
                try VerificationWorld.pool("+35840675644", to: "+35840675645"),
                try VerificationWorld.pool("+35840675645", to: "+35840675644"),
            ]
        },
        Slip(.poolClaimedTwice, at: "pool_duplicates", .warning) {
            $0.numbersOfOthers = [try PhoneNumber(parsing: "+35840675644")]
        },
        Slip(.publicURLNotHTTPS, at: "public_url") { $0.publicURL = "http://hooks.example.com" },
        Slip(.publicURLNotHTTPS, at: "public_url") { $0.publicURL = "https://hooks.example.com:8443" },
        Slip(.publicURLLocal, at: "public_url") { $0.publicURL = "https://localhost" },
        Slip(.publicURLLocal, at: "public_url", .warning) { $0.edge = .fails(.privateAddress) },
        Slip(.publicURLLocal, at: "public_url", .warning) {
            $0.publicURL = "http://127.0.0.1:8080"
            $0.isDevelopment = true
        },
        Slip(.publicURLUnresolved, at: "public_url") { $0.edge = .fails(.nameUnknown) },
        Slip(.publicURLRefused, at: "public_url", .warning) { $0.edge = .fails(.refused) },
        Slip(.publicURLSlow, at: "public_url", .warning) { $0.edge = .fails(.timeout) },
        Slip(.publicURLBroken, at: "public_url") { $0.edge = .fails(.noTLS) },
        Slip(.publicURLBroken, at: "public_url") { $0.edge = .fails(.noHTTP) },
        Slip(.publicURLBroken, at: "public_url") { $0.edge = .fails(.closed) },
        Slip(.publicURLCertificateUntrusted, at: "public_url") { $0.edge = .fails(.certificate(.untrusted)) },
        Slip(.publicURLCertificateUntrusted, at: "public_url") { $0.edge = .fails(.certificate(.privatelyTrusted)) },
        Slip(.publicURLCertificateExpired, at: "public_url") { $0.edge = .fails(.certificate(.expired(0))) },
        Slip(.publicURLCertificateExpired, at: "public_url") {
            $0.edge = .fails(.certificate(.notYetValid(2_000_000_000)))
        },
        Slip(.publicURLCertificateOtherName, at: "public_url") { $0.edge = .fails(.certificate(.otherName)) },
        Slip(.publicURLCertificateEndsSoon, at: "public_url", .warning) { $0.edge = .endsSoon },
        Slip(.publicURLRedirects, at: "public_url") {
            $0.edge = .answers(308, "", location: "https://www.example.com/")
        },
        Slip(.publicURLNotHookswitch, at: "public_url") { $0.edge = .answers(200, "<h1>It works!</h1>") },
        // An edge that lets in the telephony cloud's networks alone.
        Slip(.publicURLKeepsOut, at: "public_url", .warning) { $0.edge = .answers(403, "<h1>403 Forbidden</h1>") },
        Slip(.publicURLKeepsOut, at: "public_url", .warning) { $0.edge = .answers(429, "") },
        // Who repeats what it was asked has not answered it.
        Slip(.publicURLNotHookswitch, at: "public_url") { $0.edge = .echoes },
        // Over the wire: the simulator is a server with a trusted certificate, and no Hookswitch.
        Slip(.publicURLNotHookswitch, at: "public_url") { $0.edge = nil },
        Slip(.publicURLOtherInstallation, at: "public_url") { $0.edge = .another },
        Slip(.publicURLHostRefused, at: "public_url") {
            let body = #"{"type":"/problems/misdirected_request","status":421,"code":"misdirected_request"}"#
            $0.edge = .answers(421, body)
        },
    ]
}
