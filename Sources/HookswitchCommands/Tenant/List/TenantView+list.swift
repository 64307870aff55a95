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
            TableColumn("SECRET EXPIRES", .optional(9)), TableColumn("TAGS", .optional(11)),
        ]
    }

    /// The columns that are counted when they are asked for.
    static let activityColumns: Set<String> = ["calls-24h", "routed", "fail-open", "last-call"]

    static var emptyNotice: String {
        "There is no such tenant. Make one: hookswitch tenant onboard, or tenant apply FILE"
    }

    var cells: [TableCell] {
        let activity = self.activity
        let tags = self.tags ?? []
        return [
            .text(self.slug),
            TableCell(self.readable ? self.stateText : self.stateText + ", unreadable", value: self.stateWord),
            activity.map { TableCell($0.isPartial ? "\($0.calls)+" : String($0.calls), value: String($0.calls)) }
                ?? .text(nil),
            Self.share(activity?.routed, of: activity?.calls), Self.share(activity?.degraded, of: activity?.calls),
            .days(until: self.secretEnd, text: self.secretText()),
            TableCell(
                activity?.lastCallAt.map { Distance.past($0) } ?? TableCell.dash,
                value: activity?.lastCallAt ?? ""
            ),
            .text(self.name), .text(self.region), .number(self.poolCount), .number(self.webhook.liveKeyCount),
            TableCell(self.expiryText, value: self.entra?.credential?.expiresAt ?? ""),
            TableCell(tags.isEmpty ? TableCell.dash : tags.joined(separator: ","), value: tags.joined(separator: " ")),
        ]
    }

    /// What a list calls the state of a tenant that is being brought on.
    static let onboardingWord = "onboarding"

    /// Whether its calls are routed, or how far it is brought on, where that is known and nobody has called yet.
    var stateText: String {
        guard self.status == .active, let onboarding, onboarding.isUnderWay else { return self.status.rawValue }
        return "\(Self.onboardingWord) \(onboarding.done)/\(onboarding.total)"
    }

    /// The same in one word.
    private var stateWord: String {
        self.status == .active && self.onboarding?.isUnderWay == true ? Self.onboardingWord : self.status.rawValue
    }

    private var secretEnd: Moment? {
        self.entra?.credential?.expiresAt.flatMap { Moment(rfc3339: $0) }
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

    /// A part of the calls in percent.
    private static func share(_ part: Int64?, of calls: Int64?) -> TableCell {
        guard let part, let calls, calls > 0 else { return .text(nil) }
        let tenths = (part * 1000 + calls / 2) / calls
        let percent = "\(tenths / 10).\(tenths % 10)"
        return TableCell(percent + " %", value: percent)
    }
}
