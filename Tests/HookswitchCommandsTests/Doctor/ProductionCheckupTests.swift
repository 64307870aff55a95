import Foundation
import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct ProductionCheckupTests {
    @Test(arguments: [(74, "ok"), (20, "warning"), (0, "warning"), (-1, "failed")])
    func certificateIsJudgedByItsDays(_ days: Int, _ status: String) {
        let now = Date(timeIntervalSince1970: 1_800_000_000)

        let check = PublicAddressCheckup.certificate(end: now.addingTimeInterval(Double(days) * 86_400 + 60), now: now)

        #expect(check.status.rawValue == status)
        #expect(check.id == "public-certificate")
        #expect((check.remedy == nil) == (status == "ok"))
    }

    @Test(
        arguments: [
            ("x\n→ Overall exposure level for hookswitch.service: 1.2 OK 🙂\n", "ok"),
            ("→ Overall exposure level for hookswitch.service: 9.6 UNSAFE 😨", "warning"), ("no such unit", "warning"),
        ]
    )
    func exposureIsReadFromSystemd(_ text: String, _ status: String) {
        #expect(UnitCheckup.check(of: text).status.rawValue == status)
    }
}
