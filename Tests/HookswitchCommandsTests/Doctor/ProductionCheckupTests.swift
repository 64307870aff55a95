import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct ProductionCheckupTests {
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
