extension Simulator {
    /// Makes something go wrong from now on.
    ///
    /// - Returns: The fault's number, for ``clearFault(_:)``.
    @discardableResult
    public func set(_ fault: Fault) -> Int {
        self.cloud.faults.post(fault)
    }

    /// Ends one fault; nothing happens if it has ended already.
    public func clearFault(_ identifier: Int) {
        _ = self.cloud.faults.remove(identifier)
    }

    /// Ends every fault. Connections that hang because of one go on hanging.
    public func clearFaults() {
        self.cloud.faults.clear()
    }

    /// Moves the simulated time forward, or back if `seconds` is negative; tokens and secrets expire by it.
    public func advanceTime(bySeconds seconds: Double) {
        self.cloud.clock.advance(bySeconds: seconds)
    }

    /// Makes every access token issued so far unknown, so that Dataverse answers 401.
    public func revokeTokens() {
        self.cloud.tokens.revokeAll()
    }
}
