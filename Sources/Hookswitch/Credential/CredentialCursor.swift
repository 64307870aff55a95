import Foundation
import Postgres

/// Where a page of the fleet's credentials ended: those of one moment of expiry come in the order of their tenants.
struct CredentialCursor: Hashable, Sendable {
    /// When the page's last credential expires; `nil` if that is unknown, which comes after all that is known.
    let expiresAt: Moment?
    /// Whose it is.
    let tenantID: TenantID

    init(expiresAt: Moment?, tenantID: TenantID) {
        self.expiresAt = expiresAt
        self.tenantID = tenantID
    }

    /// Reads ``text``; `nil` for anything else.
    init?(parsing text: String) {
        let halves = Array(text.utf8).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard halves.count == 2, let place = Base32.decode128(halves[0]), let tenant = Base32.decode128(halves[1]),
            place.low <= 1, place.low == 1 || place.high == 0
        else { return nil }
        if place.low == 1 {
            guard let moment = Moment(storable: Int64(bitPattern: place.high)) else { return nil }
            self.expiresAt = moment
        } else {
            self.expiresAt = nil
        }
        self.tenantID = TenantID(UUID(high: tenant.high, low: tenant.low))
    }

    /// The cursor as clients carry it from page to page: 53 characters that a URL takes as they are.
    var text: String {
        let high = UInt64(bitPattern: self.expiresAt?.microseconds ?? 0)
        let place = UUID(high: high, low: self.expiresAt == nil ? 0 : 1)
        return Base32.encode(place.bytes) + "." + Base32.encode(self.tenantID.uuid.bytes)
    }

    /// The condition that leaves what comes after, as the index of expiries has it.
    var condition: Query {
        let expiry: Query = self.expiresAt.map { "\($0)" } ?? "'infinity'::timestamptz"
        return "(coalesce(c.expires_at, 'infinity'::timestamptz), c.tenant_id) > (\(expiry), \(self.tenantID.uuid))"
    }
}
