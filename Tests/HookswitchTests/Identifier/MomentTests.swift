import Hookswitch
import Testing

/// Times as RFC 3339 writes them.
@Suite struct MomentTests {
    @Test(arguments: [
        ("2026-11-22T09:30:00Z", "2026-11-22T09:30:00.000Z"),
        ("2026-11-22T09:30:00.250Z", "2026-11-22T09:30:00.250Z"),
        ("2026-11-22T09:30:00+02:00", "2026-11-22T07:30:00.000Z"),
        ("2026-11-22T09:30:00.250-05:30", "2026-11-22T15:00:00.250Z"),
        ("2026-11-22T09:30:00+20:01", "2026-11-21T13:29:00.000Z"),
        ("2026-11-22T09:30:00-23:59", "2026-11-23T09:29:00.000Z"),
    ])
    func timesAreRead(text: String, time: String) {
        #expect(Moment(rfc3339: text)?.rfc3339 == time)
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22T09:30:00", "2026-11-22T09:30:00+24:00", "2026-11-22T09:30:00+02:60",
        "2026-11-22T09:30:00+0x:00", "2026-11-22T09:30:00Z+02:00", "+02:00", "2026-13-22T09:30:00Z",
    ])
    func otherTextIsNoTime(text: String) {
        #expect(Moment(rfc3339: text) == nil)
    }
}
