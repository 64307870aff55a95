import Hookswitch

extension CredentialView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("TENANT"), TableColumn("CREDENTIAL", .optional(3)), TableColumn("STATE"),
            TableColumn("EXPIRES"),
            TableColumn("IN", isNumeric: true), TableColumn("FINGERPRINT", .optional(1)),
            TableColumn("HINT", .optional(2)), TableColumn("LENGTH", .optional(4), isNumeric: true),
            TableColumn("ENTERED", .optional(5)),
        ]
    }

    static var emptyNotice: String { "There is no such credential." }

    var cells: [TableCell] {
        let end = self.state == .active ? self.expiresAt.flatMap { Moment(rfc3339: $0) } : nil
        return [
            .text(self.tenant), .text(self.id), .text(self.state.rawValue), .day(self.expiresAt, none: "unknown"),
            .days(until: end, text: end == nil ? TableCell.dash : self.remaining()), .text(self.fingerprint),
            .text(self.hint), .number(self.length), .time(self.createdAt),
        ]
    }

    /// How long it works.
    func remaining(now: Moment = .now()) -> String {
        self.expiresAt.flatMap { Moment(rfc3339: $0) }.map { Distance.expiry($0, now: now) } ?? "–"
    }

    /// A credential is talked of by its tenant.
    var reference: String { self.tenant }
}
