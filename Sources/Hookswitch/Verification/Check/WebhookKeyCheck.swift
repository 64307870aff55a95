/// Whether the telephony cloud can prove itself, and whether calls are routed at all.
struct WebhookKeyCheck: Sendable {
    let subject: VerificationSubject

    /// What there is to say.
    var finding: ProbeFinding {
        let (slug, count) = (self.subject.slug, self.subject.liveKeyCount)
        if self.subject.authentication == .none {
            return .warning(
                .webhookOpen,
                "webhook.authentication is none: whoever knows the path may send calls.",
                remedy: Remedy(subject: self.subject).edit("Set webhook.authentication to apiKey or basic:")
                    + ["$ hookswitch webhook-key create \(slug)"]
            )
        }
        guard count > 0 else {
            return .failed(
                .webhookKeyMissing,
                "No webhook key is live, so every call is refused with 401.",
                remedy: ["$ hookswitch webhook-key create \(slug)"]
            )
        }
        return .ok(
            count == 1
                ? "1 key is live" : "\(count) keys are live; revoke the old one once the cloud uses the new one"
        )
    }

    /// Whether the tenant is switched on.
    var status: ProbeFinding {
        guard self.subject.status != .suspended else {
            return .warning(
                .tenantSuspended,
                "The tenant is suspended: its calls take their default route.",
                remedy: ["$ hookswitch tenant resume \(self.subject.slug)"]
            )
        }
        return .ok("calls are routed")
    }
}
