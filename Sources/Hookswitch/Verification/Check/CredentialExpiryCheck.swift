import Foundation

/// When the credential expires, judged by the calendar.
struct CredentialExpiryCheck: Sendable {
    /// The first of the notices that operators get; enough to find whoever may make a secret at the customer's.
    static let warningTime: TimeInterval = 30 * 24 * 60 * 60

    /// What Graph gives a secret of which no end is asked, and the most that Microsoft's portal does: two years, and a leap day.
    /// https://learn.microsoft.com/graph/api/application-addpassword
    private static let longestTime: TimeInterval = 731 * 24 * 60 * 60

    let subject: VerificationSubject
    let now: Date
    /// Whether Entra took the credential just now; `nil` if it was not asked.
    let wasTaken: Bool?

    /// What there is to say.
    var finding: ProbeFinding {
        let remedy = Remedy(subject: self.subject)
        guard self.subject.hasCredential else { return .skipped("there is no credential") }
        guard let expiresAt = self.subject.expiresAt else {
            return .warning(
                .expiryUnknown,
                "Nobody knows when the secret expires, so nobody can be warned.",
                remedy: [
                    "$ az login --tenant \(self.subject.entraTenant) --allow-no-subscriptions",
                    "$ az ad app credential list --id \(self.subject.clientID) --query \"[].[hint,endDateTime]\" -o tsv",
                ] + remedy.enterExpiry("Say on which day:")
            )
        }
        let day = expiresAt.formatted(.iso8601.year().month().day())
        let days = Int(min(expiresAt.timeIntervalSince(self.now) / (24 * 60 * 60), 1_000_000))
        guard expiresAt > self.now else {
            // What Entra takes is good, whatever the document says.
            guard self.wasTaken == true else {
                return .failed(.expired, "By the document the secret expired on \(day).", remedy: remedy.newSecret)
            }
            return .warning(
                .expired,
                "By the document the secret expired on \(day), and Entra takes it: the date is wrong.",
                remedy: remedy.enterExpiry("Correct the day:")
            )
        }
        guard expiresAt.timeIntervalSince(self.now) > Self.warningTime else {
            let time = days == 1 ? "1 day" : "\(days) days"
            return .warning(.expiresSoon, "The secret expires on \(day), in \(time).", remedy: remedy.newSecret)
        }
        guard expiresAt.timeIntervalSince(self.now) <= Self.longestTime else {
            return .warning(
                .lifetimeTooLong,
                "The secret is good until \(day), \(days) days: whoever finds it has it for as long, and directories whose"
                    + " application management policy limits secrets refuse to make another such.",
                remedy: remedy.shorterSecret
            )
        }
        return .ok("good until \(day), \(days) days")
    }
}
