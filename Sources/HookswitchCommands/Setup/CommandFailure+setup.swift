import Hookswitch

extension CommandFailure {
    /// An answer of a setup that will not do.
    init(setup refusal: SetupRefusal) {
        self.init(.failed, code: "setup", refusal.what, why: [refusal.why], fix: refusal.fix)
    }

    /// An answer that was given as an option or in a file.
    init(setup refusal: SetupRefusal, option: String, status: CommandStatus = .usage) {
        let code = status == .usage ? "usage" : "setup"
        self.init(status, code: code, "\(option): \(refusal.what)", why: [refusal.why], fix: refusal.fix)
    }
}
