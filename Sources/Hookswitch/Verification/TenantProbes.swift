import Dynamics
import Foundation
import Routing

/// The steps of one tenant's verification, in order, each by itself and each with a time of its own.
struct TenantProbes: Sendable {
    /// How long each step may take.
    struct Patience: Sendable {
        /// A name.
        var name = Duration.seconds(5)
        /// A connection and the environment's first answer.
        var connection = Duration.seconds(8)
        /// Entra: as long as a fetch of a token lasts.
        var token = Duration.seconds(10)
        /// An answer of Dataverse; a call waits for less, but a first question is slower.
        var answer = Duration.seconds(8)
    }

    let subject: VerificationSubject
    let access: TenantDirectory.Access
    /// Which hosts may be called.
    let egress: EgressPolicy
    let upstream: Upstream
    /// Looks at the public URL.
    let publicURL: PublicURLProbe
    /// A caller who should be found; `nil` leaves the step out.
    let sample: PhoneNumber?
    /// The calendar.
    let now: @Sendable () -> Date
    var patience = Patience()

    /// The steps.
    var steps: [ProbeStep] {
        let pools = PoolCheck(subject: self.subject)
        let keys = WebhookKeyCheck(subject: self.subject)
        let own = [
            ProbeStep("credential_expiry") { self.expiry(after: $0) },
            ProbeStep("webhook_keys") { _ in keys.finding },
            ProbeStep("tenant_status") { _ in keys.status },
            ProbeStep("pools") { _ in pools.presence },
            ProbeStep("pool_loops") { _ in pools.loops },
            ProbeStep("pool_duplicates") { _ in pools.duplicates },
            ProbeStep("public_url", called: "POST \(self.subject.publicURL.text)/hooks/…") { _ in
                await self.publicURL.find(at: self.subject.endpointPath)
            },
        ]
        return self.connectionSteps + self.subject.tables.flatMap(self.steps) + [self.sampleStep] + own
    }

    private var diagnosis: Diagnosis { Diagnosis(of: self.subject) }

    private var connectionSteps: [ProbeStep] {
        let url = self.subject.dataverseURL
        let tokenURL = "\(self.subject.authorityURL)/\(self.subject.entraTenant)/oauth2/v2.0/token"
        return [
            ProbeStep("dynamics_name", called: self.subject.host) { _ in await self.name() },
            ProbeStep(
                "dynamics_tls",
                called: "GET \(url)/api/data/v9.2/WhoAmI, without a token",
                needs: ["dynamics_name"]
            ) { _ in await self.greet() },
            ProbeStep("token", called: "POST \(tokenURL)") { _ in await self.token() },
            ProbeStep("who_am_i", called: "GET \(url)/api/data/v9.2/WhoAmI", needs: ["dynamics_tls", "token"]) { _ in
                await self.asking(.whoAmI) { directory, deadline throws(DynamicsError) in
                    let whoAmI = try await directory.whoAmI(deadline: deadline)
                    return .ok("the environment takes us for a user of its own", answered: "user \(whoAmI.userID)")
                }
            },
        ]
    }

    private func steps(for table: DirectoryTable) -> [ProbeStep] {
        let address = "GET \(self.subject.dataverseURL)/api/data/v9.2/\(table.entitySet)"
        let read = "read_\(table.rawValue)"
        return [
            ProbeStep(read, called: "\(address)?$top=1", needs: ["who_am_i"]) { _ in
                await self.asking(.read(table)) { directory, deadline throws(DynamicsError) in
                    try await directory.seesRows(of: table, deadline: deadline)
                        ? .ok("\(table.entitySet) may be read", answered: "HTTP 200, 1 row") : self.noRows(table)
                }
            },
            ProbeStep("columns_\(table.rawValue)", called: "\(address)?$filter=…", needs: [read]) { _ in
                await self.asking(.columns(table)) { directory, deadline throws(DynamicsError) in
                    try await directory.check(table, deadline: deadline)
                    return .ok(table.phoneColumns.joined(separator: ", "), answered: "HTTP 200")
                }
            },
        ]
    }

    private var sampleStep: ProbeStep {
        let needs = ["who_am_i"] + self.subject.tables.map { "columns_\($0.rawValue)" }
        guard let sample else {
            return ProbeStep("sample_lookup") { _ in .skipped("no sample number was given") }
        }
        return ProbeStep("sample_lookup", called: "the lookup of a call", needs: needs) { _ in
            await self.asking(.sample) { directory, deadline in
                let answer = await directory.find(sample, deadline: deadline)
                return SampleLookup(diagnosis: self.diagnosis).finding(answer, now: self.now())
            }
        }
    }

    private func noRows(_ table: DirectoryTable) -> ProbeFinding {
        .warning(
            .noRowsVisible,
            "\(table.entitySet) may be read, and no row is seen: it is empty, or the role reads only rows of its own.",
            answered: "HTTP 200, 0 rows",
            remedy: self.diagnosis.remedy.privilege(table)
        )
    }
}

extension TenantProbes {
    private func name() async -> ProbeFinding {
        do throws(EgressRefusal) {
            let environment = try self.environment()
            do throws(DynamicsError) {
                let deadline = ContinuousClock.now + self.patience.name
                let addresses = try await self.upstream.addresses(of: environment.endpoint, deadline: deadline)
                let count = addresses.count
                return .ok(
                    count == 1 ? "the name has an address" : "the name has \(count) addresses",
                    answered: addresses.prefix(2).joined(separator: ", ")
                )
            } catch {
                return self.diagnosis.finding(error, on: .environment, now: self.now())
            }
        } catch {
            return self.diagnosis.finding(error)
        }
    }

    private func greet() async -> ProbeFinding {
        do throws(EgressRefusal) {
            let environment = try self.environment()
            do throws(DynamicsError) {
                let deadline = ContinuousClock.now + self.patience.connection
                let greeting = try await self.upstream.greet(environment, policy: self.egress, deadline: deadline)
                return self.diagnosis.finding(greeting)
            } catch {
                return self.diagnosis.finding(error, on: .environment, now: self.now())
            }
        } catch {
            return self.diagnosis.finding(error)
        }
    }

    private func environment() throws(EgressRefusal) -> DataverseEnvironment {
        try DataverseEnvironment(parsing: self.subject.dataverseURL, policy: self.egress)
    }

    private func token() async -> ProbeFinding {
        let remedy = self.diagnosis.remedy
        guard self.subject.hasCredential else {
            return .failed(
                .credentialMissing,
                "Hookswitch has no secret of the application \(self.subject.clientID).",
                remedy: remedy.newSecret
            )
        }
        // Not asked: a request that must fail brings Entra's lock-out nearer.
        if case .open(let directory) = self.access, directory.secretLooksLikeIdentifier {
            return .failed(
                .secretIDPasted,
                "The secret is a GUID, which is the form of its ID and never of its value.",
                remedy: remedy.secretValue
            )
        }
        return await self.asking(.token, patience: self.patience.token) { directory, deadline throws(DynamicsError) in
            try await directory.prepare(isForced: true, deadline: deadline)
            return .ok("Entra takes the secret and gives a token", answered: "HTTP 200")
        }
    }

    private func expiry(after probes: [VerificationProbe]) -> ProbeFinding {
        let token = probes.first { $0.id == "token" }
        let wasTaken = token.flatMap { $0.status == .skipped ? nil : $0.status == .ok }
        return CredentialExpiryCheck(subject: self.subject, now: self.now(), wasTaken: wasTaken).finding
    }

    /// Asks the tenant's own directory, within a time.
    private func asking(
        _ occasion: Diagnosis.Occasion,
        patience: Duration? = nil,
        _ question: (CallerDirectory, ContinuousClock.Instant) async throws(DynamicsError) -> ProbeFinding
    ) async -> ProbeFinding {
        switch self.access {
        case .closed(_, let reason):
            return .failed(
                .credentialUnusable,
                "What Hookswitch keeps cannot be used: \(reason).",
                remedy: self.diagnosis.remedy.enterSecret("Enter the secret again:")
            )
        case .open(let directory):
            do throws(DynamicsError) {
                return try await question(directory, .now + (patience ?? self.patience.answer))
            } catch {
                return self.diagnosis.finding(error, on: occasion, now: self.now())
            }
        }
    }
}
