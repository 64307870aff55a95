import Dynamics
import Routing

extension Diagnosis {
    /// What a refusal of Dataverse's means.
    func finding(_ refusal: DataverseRefusal, on occasion: Occasion) -> ProbeFinding {
        let (hint, finding, remedy) = self.meaning(of: refusal, on: occasion)
        let status = refusal == .tokenRejected ? 401 : 403
        return .failed(hint, finding, answered: "HTTP \(status) \(refusal.rawValue)", remedy: remedy)
    }

    private func meaning(
        of refusal: DataverseRefusal,
        on occasion: Occasion
    ) -> (hint: VerificationHint, finding: String, remedy: [String]) {
        let (application, host) = (self.subject.clientID, self.subject.host)
        switch refusal {
        case .noApplicationUser:
            return (
                .noApplicationUser,
                "\(host) has no application user for \(application) (0x80072560).",
                self.remedy.applicationUser
            )
        case .privilegeMissing:
            let table = Self.table(of: occasion)
            let what = table.map { "to read \($0.entitySet): \($0.readPrivilege)" } ?? "to ask at all: it has no role"
            return (
                .privilegeMissing,
                "The application user's security role lacks the right \(what) (0x80040220).",
                self.remedy.privilege(table)
            )
        case .applicationBlocked:
            return (
                .applicationBlocked,
                "App access control of \(host) keeps \(application) out (0x80095ffc).",
                self.remedy.appAccess
            )
        case .userDisabled:
            return (
                .userDisabled,
                "The application user of \(application) is disabled in \(host) (0x80040225).",
                self.remedy.enableUser
            )
        case .tokenRejected:
            return (
                .tokenRejected,
                "\(host) does not take the token: environment and directory do not belong together.",
                self.remedy.directory()
            )
        case .other:
            return (
                .dataverseRefused,
                "\(host) refuses the application and gives no reason that is known here.",
                self.remedy.applicationUser
            )
        }
    }

    private static func table(of occasion: Occasion) -> DirectoryTable? {
        switch occasion {
        case .read(let table), .columns(let table): table
        case .environment, .token, .whoAmI, .sample: nil
        }
    }
}
