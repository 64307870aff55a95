import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct DistanceTests {
    private static let now = Moment(microseconds: 1_795_000_000_000_000)

    @Test(arguments: [
        (0, "0 s ago"), (59, "59 s ago"), (60, "1 min ago"), (3599, "59 min ago"), (3600, "1 h ago"),
        (172_799, "47 h ago"), (172_800, "2 d ago"), (-5, "0 s ago"),
    ])
    func whatIsPastIsToldInOneUnit(seconds: Int64, text: String) {
        let moment = Self.now.advanced(by: .seconds(-seconds))

        #expect(Distance.past(moment.rfc3339, now: Self.now) == text)
    }

    @Test func anExpiryThatHasComeIsSaidSo() {
        #expect(Distance.expiry(Self.now, now: Self.now) == "expired")
        #expect(Distance.expiry(Self.now.advanced(by: .seconds(11 * 86_400)), now: Self.now) == "11 d")
    }

    @Test func whatIsNoTimeIsShownAsItIs() {
        #expect(Distance.past("soon", now: Self.now) == "soon")
    }
}
