import Hookswitch
import Hummingbird
import Logging
import NIOCore
import Telemetry

/// Sign-ins that let nobody in, as metrics and the log have them: who tried, from where and why not. Never a token, a code or an
/// address of mail.
struct SignInRefusals: Sendable {
    private let count: MetricFamily<Counter>
    private let logger: Logger

    init(registry: MetricRegistry, logger: Logger) {
        self.count = registry.counter(
            "hookswitch_sign_ins_refused_total",
            help: "Sign-ins that let nobody in, by reason.",
            labels: [.closed("reason", SignInRefusal.Reason.allCases.map(\.rawValue))]
        )
        self.logger = logger
    }

    /// Notes one.
    ///
    /// - Parameter client: From where.
    func note(_ refusal: SignInRefusal, from client: SocketAddress?, _ context: AdminRequestContext) {
        self.note(refusal.reason, from: client, context, issuer: refusal.issuer, subject: refusal.subject)
    }

    /// Notes one of whom nothing is proved.
    func note(
        _ reason: SignInRefusal.Reason,
        from client: SocketAddress?,
        _ context: AdminRequestContext,
        issuer: String? = nil,
        subject: String? = nil
    ) {
        self.count.labelled(reason.rawValue).increment()
        var metadata: Logger.Metadata = [
            "reason": .string(reason.rawValue), "request_id": .string(context.trail.identity.text),
        ]
        if let address = client?.ipAddress { metadata["source"] = .string(address) }
        if let issuer { metadata["issuer"] = .string(issuer) }
        if let subject { metadata["subject"] = .string(subject) }
        self.logger.notice("sign-in refused", metadata: metadata)
    }
}
