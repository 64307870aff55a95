import Dynamics
import Foundation
import Routing

extension Diagnosis {
    /// What a refusal of Entra's means.
    ///
    /// The AADSTS numbers choose a hint for people and decide nothing: Microsoft may change them (`reference/domain.md` T7).
    func finding(_ failure: EntraFailure, now: Date) -> ProbeFinding {
        let (hint, finding, remedy) = self.meaning(of: failure, now: now)
        let answered = "HTTP \(failure.status) \(failure.code.rawValue)"
        return .failed(hint, finding, answered: answered, remedy: remedy)
    }

    private func meaning(
        of failure: EntraFailure,
        now: Date
    ) -> (hint: VerificationHint, finding: String, remedy: [String]) {
        let (application, directory) = (self.subject.clientID, self.subject.entraTenant)
        switch failure.hint {
        case .secretInvalid:
            return (
                .secretInvalid,
                "Entra takes no such secret for \(application) (AADSTS7000215). Usually the secret's ID was pasted instead of"
                    + " its value, or the secret is another application's.\(self.age(at: now))"
                    + " A new secret can take 20 s to work.",
                self.remedy.secretValue
            )
        case .secretExpired:
            return (
                .secretExpired,
                "Entra says that the secret of \(application) has expired (AADSTS7000222).\(self.age(at: now))",
                self.remedy.newSecret
            )
        case .secretMissing:
            return (.secretInvalid, "Entra saw no secret (AADSTS7000218).", self.remedy.newSecret)
        case .applicationNotFound:
            return (
                .applicationNotFound,
                "The directory \(directory) does not know the application \(application) (AADSTS700016): wrong directory,"
                    + " wrong application, or nobody has consented to it there.",
                self.remedy.application
            )
        case .applicationDisabled:
            return (
                .applicationDisabled,
                "The application \(application) is disabled in \(directory) (AADSTS7000112).",
                self.remedy.enableApplication
            )
        case .tenantNotFound:
            return (
                .tenantNotFound,
                "Entra knows no directory \(directory) (AADSTS90002).",
                self.remedy.directory()
            )
        case .environmentNotFound:
            return (
                .environmentNotFound,
                "The directory \(directory) has no environment \(self.subject.dataverseURL) (AADSTS500011): the address is"
                    + " wrong, such as one of another geography, or the environment belongs to another directory.",
                self.remedy.environmentAddress
            )
        case .scopeInvalid:
            return (
                .environmentNotFound,
                "Entra knows no resource \(self.subject.dataverseURL) (AADSTS70011).",
                self.remedy.environmentAddress
            )
        case .blockedByPolicy:
            return (
                .blockedByPolicy,
                "A conditional access policy of \(directory) forbids the sign-in (AADSTS53003).",
                self.remedy.policy
            )
        case .loopDetected:
            return (
                .throttled,
                "Entra saw too many equal requests of the application (AADSTS50196).",
                self.remedy.wait()
            )
        case nil:
            return (
                .entraRefused,
                "Entra refuses the credential and gives no reason that is known here.",
                self.remedy.policy + ["Or the credential is the matter:"] + self.remedy.newSecret
            )
        }
    }

    /// How what Entra says of the secret fits what the document says: the codes alone are not to be trusted
    /// (`reference/domain.md` T9).
    private func age(at now: Date) -> String {
        guard let expiresAt = self.subject.expiresAt else { return "" }
        let day = expiresAt.formatted(.iso8601.year().month().day())
        return expiresAt <= now
            ? " By the document it expired on \(day)."
            : " By the document it is good until \(day), so it may be another one than the document means."
    }
}
