import Foundation
import Hookswitch
import Hummingbird
import Logging
import NIOCore
import Telemetry

/// Sign-ins that let nobody in, as metrics and the log have them: who tried, from where and why not. Never a token, a code or an
/// address of mail.
struct SignInRefusals: Sendable {
    /// A line of the log names so many tokens at most; the audit's record names more.
    private static let maximumNamedTokenCount = 20

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
        self.note(refusal.reason, from: client, context, about: refusal)
    }

    /// Notes one of whom nothing is proved.
    func note(
        _ reason: SignInRefusal.Reason,
        from client: SocketAddress?,
        _ context: AdminRequestContext,
        about refusal: SignInRefusal? = nil
    ) {
        self.count.labelled(reason.rawValue).increment()
        var metadata: Logger.Metadata = [
            "reason": .string(reason.rawValue), "request_id": .string(context.trail.identity.text),
        ]
        if let address = client?.ipAddress { metadata["source"] = .string(address) }
        if let issuer = refusal?.issuer { metadata["issuer"] = .string(issuer) }
        // Of some issuers the subject is the address of mail.
        if let subject = refusal?.subject, !subject.contains("@") { metadata["subject"] = .string(subject) }
        if let refusal, !refusal.tokensLeft.isEmpty {
            let named = refusal.tokensLeft.prefix(Self.maximumNamedTokenCount).map { $0.uuidString.lowercased() }
            metadata["tokens_left"] = .string(named.joined(separator: " "))
            metadata["tokens_left_count"] = .stringConvertible(refusal.tokensLeft.count)
        }
        self.logger.notice("sign-in refused", metadata: metadata)
    }
}
