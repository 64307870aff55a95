import Foundation
import Hookswitch

extension TenantView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("TENANT"), TableColumn("STATE"), TableColumn("CALLS 24H", .optional(3), isNumeric: true),
            TableColumn("ROUTED", .optional(4), isNumeric: true),
            TableColumn("FAIL-OPEN", .optional(5), isNumeric: true),
            TableColumn("SECRET", .optional(1), isNumeric: true), TableColumn("LAST CALL", .optional(2)),
            TableColumn("NAME", .optional(6)), TableColumn("REGION", .optional(10)),
            TableColumn("POOLS", .optional(8), isNumeric: true), TableColumn("KEYS", .optional(7), isNumeric: true),
            TableColumn("SECRET EXPIRES", .optional(9)),
        ]
    }

    /// The columns that are counted when they are asked for.
    static let activityColumns: Set<String> = ["calls-24h", "routed", "fail-open", "last-call"]

    static var emptyNotice: String {
        "There is no such tenant. Make one: hookswitch tenant onboard, or tenant apply FILE"
    }

    var cells: [String] {
        let activity = self.activity
        return [
            self.slug, self.readable ? self.stateText : self.stateText + ", unreadable",
            activity.map { $0.isPartial ? "\($0.calls)+" : String($0.calls) } ?? "–",
            activity.flatMap { Self.share($0.routed, of: $0.calls) } ?? "–",
            activity.flatMap { Self.share($0.degraded, of: $0.calls) } ?? "–", self.secretText(),
            activity?.lastCallAt.map { Distance.past($0) } ?? "–", self.name, self.region ?? "–",
            self.poolCount.map(String.init) ?? "–", String(self.webhook.liveKeyCount), self.expiryText,
        ]
    }

    /// What a list calls the state of a tenant that is being brought on.
    static let onboardingWord = "onboarding"

    /// Whether its calls are routed, or how far it is brought on, where that is known and nobody has called yet.
    var stateText: String {
        guard self.status == .active, let onboarding, onboarding.isUnderWay else { return self.status.rawValue }
        return "\(Self.onboardingWord) \(onboarding.done)/\(onboarding.total)"
    }

    /// How long the tenant's secret works, as far as anybody told us; what wants to be looked at has an exclamation mark.
    func secretText(now: Moment = .now()) -> String {
        guard let entra = self.entra else { return "unknown" }
        guard let credential = entra.credential else { return "! none" }
        guard let expiresAt = credential.expiresAt.flatMap({ Moment(rfc3339: $0) }) else { return "unknown" }
        let isSoon = expiresAt < now.advanced(by: Self.secretWarning)
        return (isSoon ? "! " : "") + Distance.expiry(expiresAt, now: now)
    }

    /// As long ahead as `hookswitch status` tells of it: a change at the customer's takes days.
    static let secretWarning = Duration.seconds(30 * 86_400)

    /// When the tenant's secret expires, as far as anybody told us.
    var expiryText: String {
        guard let entra = self.entra else { return "unknown" }
        guard let credential = entra.credential else { return "no secret" }
        return credential.expiresAt.map { String($0.prefix(10)) } ?? "unknown"
    }

    private static func share(_ part: Int64, of calls: Int64) -> String? {
        guard calls > 0 else { return nil }
        let tenths = (part * 1000 + calls / 2) / calls
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
