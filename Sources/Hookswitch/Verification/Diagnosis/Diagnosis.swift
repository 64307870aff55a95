import Dynamics
import Foundation
import Routing

/// Says what an error of Microsoft's side probably means for one tenant, and how to mend it. Nothing but values has a say.
struct Diagnosis: Sendable {
    /// What was asked when the error came.
    enum Occasion: Hashable, Sendable {
        /// The environment's name or its server.
        case environment
        /// Entra, for a token.
        case token
        /// The environment, whom it takes us for.
        case whoAmI
        /// A table's rows.
        case read(DirectoryTable)
        /// A table's phone columns.
        case columns(DirectoryTable)
        /// A caller.
        case sample
    }

    let subject: VerificationSubject
    let remedy: Remedy

    init(of subject: VerificationSubject) {
        self.subject = subject
        self.remedy = Remedy(subject: subject)
    }

    /// What an error means.
    ///
    /// - Parameter now: The time, to compare what Entra says of the secret's age with what the document says.
    func finding(_ error: DynamicsError, on occasion: Occasion, now: Date) -> ProbeFinding {
        switch error {
        case .authentication(let failure): self.finding(failure, now: now)
        case .forbidden(let refusal): self.finding(refusal, on: occasion)
        case .invalidResponse(.queryRejected): self.rejected(on: occasion)
        case .egressDenied(let refusal): self.finding(refusal)
        case .throttled(let seconds):
            self.throttled(seconds: seconds)
        case .shed:
            .failed(
                .throttled,
                "As many requests as may be are under way for this tenant's calls, so this one was not sent.",
                remedy: self.remedy.wait("a moment")
            )
        case .breakerOpen:
            .failed(
                .serviceFailing,
                "The environment failed so often lately that calls do not ask it now; it is tried again every few seconds.",
                remedy: self.remedy.wait("a moment")
            )
        case .timeout, .unavailable, .invalidResponse:
            self.network(error, host: self.host(on: occasion))
        }
    }

    /// What it means to be asked to wait.
    func throttled(seconds: Int) -> ProbeFinding {
        .failed(
            .throttled,
            "Microsoft asks to be left alone for \(seconds) s.",
            answered: "HTTP 429",
            remedy: self.remedy.wait("\(seconds) s")
        )
    }

    /// Who was asked.
    private func host(on occasion: Occasion) -> String {
        guard occasion == .token else { return self.subject.host }
        return String(self.subject.authorityURL.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != ":" })
    }

    /// What an address that may not be called means.
    func finding(_ refusal: EgressRefusal) -> ProbeFinding {
        guard refusal == .privateAddress else {
            return .failed(
                .addressNotAllowed,
                "dataverse.url is no address that Hookswitch calls. \(refusal)",
                remedy: self.remedy.environmentAddress
            )
        }
        return .failed(
            .privateAddress,
            "The name leads into a private network, where Hookswitch sends nothing.",
            remedy: [
                "Ask the name service of this server why it gives such an address; Dataverse's are public.",
                "$ getent ahosts \(self.subject.host)",
            ]
        )
    }

    /// What a question that Dataverse rejects means: something that it names is not there.
    private func rejected(on occasion: Occasion) -> ProbeFinding {
        switch occasion {
        case .read(let table):
            return .failed(
                .tableMissing,
                "The environment has no table \(table.entitySet).",
                answered: "HTTP 404 or 400",
                remedy: self.remedy.edit("Take \(table.rawValue) out of dataverse.tables:")
            )
        case .columns(let table):
            return .failed(
                .columnMissing,
                "The table \(table.entitySet) lacks one of \(table.phoneColumns.joined(separator: ", ")), or they are"
                    + " closed to the application by column security.",
                answered: "HTTP 400",
                remedy: [
                    "Put the column back in https://make.powerapps.com: Tables, \(table.entitySet), Columns."
                ] + self.remedy.edit("Or take \(table.rawValue) out of dataverse.tables:")
            )
        case .environment, .token, .whoAmI, .sample:
            return .failed(
                .environmentAbsent,
                "The host answers, and knows nothing of Dataverse's Web API.",
                answered: "HTTP 404 or 400",
                remedy: self.remedy.environmentAddress
            )
        }
    }
}
