/// What a setup made, or would make.
struct SetupReport: DetailDisplayable {
    private enum CodingKeys: String, CodingKey {
        case files, next
        case settingsText = "settings_text"
        case isDryRun = "dry_run"
    }

    /// The files, in the order in which they are made.
    let files: [SetupFile]
    /// What to do next, commands in order.
    let next: [String]
    /// What stands in the settings, if nothing was written.
    let settingsText: String?
    /// Whether nothing was written.
    let isDryRun: Bool

    var lines: [DetailLine] {
        self.files.map { DetailLine($0.kind.name, $0.text) }
    }

    /// What to do after a setup.
    ///
    /// - Parameter lacksGroup: Whether the service's user is not there yet, though root made the files for it.
    static func next(_ places: SetupPlaces, lacksGroup: Bool) -> [String] {
        let user = [
            "useradd --system --home-dir /var/lib/hookswitch --shell /usr/sbin/nologin \(SetupInstallation.groupName)",
            "chgrp \(SetupInstallation.groupName) "
                + [places.directory, places.settings].map(DevProgram.quoted).joined(separator: " "),
        ]
        return (lacksGroup ? user : []) + [
            places.command("config check"),
            places.command("migrate up"),
            "systemctl enable --now hookswitch",
            places.command("token create --name first --role admin"),
            places.command("doctor --production"),
        ]
    }
}
