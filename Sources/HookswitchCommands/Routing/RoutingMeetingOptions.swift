import ArgumentParser

/// What happens if somebody else changed the routing meanwhile.
struct RoutingMeetingOptions: ParsableArguments {
    @Flag(help: "If it was changed meanwhile, put both changes together, unless they are of the same pool.")
    var rebase = false

    @Flag(help: "If it was changed meanwhile, overwrite that.")
    var force = false

    func validate() throws {
        guard !(self.rebase && self.force) else { throw ValidationError("Either --rebase or --force.") }
    }

    /// What happens then.
    var meeting: RoutingApplication.Meeting {
        self.force ? .forced : self.rebase ? .rebased : .refused
    }
}
