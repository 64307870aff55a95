/// Command lines that a person can paste to look at the development server from another terminal.
struct DevCommandLine: Sendable {
    /// Where everything is kept.
    let directory: DevDirectory
    /// Where the server listens.
    let places: DevPlaces

    /// A command of ours with all that it needs to reach the server.
    func hookswitch(_ arguments: String...) -> String {
        var words = arguments + ["--token-file", self.directory.typed(self.directory.token)]
        if self.places.adminPort != DevPlaces.standardPorts.admin { words += ["--url", self.places.adminURL] }
        return ([DevProgram.typed] + words).map(DevProgram.quoted).joined(separator: " ")
    }

    /// The webhook call by `curl`. The key stays in its file.
    func curl(url: String, body: String) -> String {
        let header = "@" + self.directory.typed(self.directory.webhookHeader)
        return ["curl", "-i", url, "-H", header, "-d", body].map(DevProgram.quoted).joined(separator: " ")
    }
}
