import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct WatchdogCheckupTests {
    @Test(
        arguments: [
            ("Restart=always\nWatchdogUSec=20s\nLoadState=loaded\n", "ok"),
            ("Restart=on-watchdog\nWatchdogUSec=1min 30s\nLoadState=loaded\n", "ok"),
            ("Restart=no\nWatchdogUSec=20s\nLoadState=loaded\n", "warning"),
            ("Restart=always\nWatchdogUSec=0\nLoadState=loaded\n", "warning"),
            ("Restart=always\nWatchdogUSec=infinity\nLoadState=loaded\n", "warning"),
            ("Restart=no\nWatchdogUSec=infinity\nLoadState=not-found\n", "warning"), ("", "warning"),
        ]
    )
    func watchdogIsReadFromSystemd(_ text: String, _ status: String) {
        let check = WatchdogCheckup.check(of: text)

        #expect(check.id == .watchdog)
        #expect(check.status.rawValue == status)
        #expect((check.remedy == nil) == (status == "ok"))
    }
}
