/// Where a development server listens, and how a person at a terminal reaches it.
struct DevPlaces: Sendable {
    /// The ports that a server has which was told nothing else.
    static let standardPorts: (calls: UInt16, admin: UInt16, operations: UInt16) = (8080, 8081, 8082)

    /// The webhook's port.
    let callsPort: UInt16
    /// The admin API's port.
    let adminPort: UInt16
    /// The port of `/livez`, `/readyz` and `/metrics`.
    let operationsPort: UInt16
    /// The simulator's port.
    let simulatorPort: UInt16
    /// The port where the simulator is asked for faults.
    let controlPort: UInt16

    /// The usual ports, or others in the place of those that are taken.
    static func choose() -> DevPlaces {
        DevPlaces(
            callsPort: DevPort.free(preferring: Self.standardPorts.calls),
            adminPort: DevPort.free(preferring: Self.standardPorts.admin),
            operationsPort: DevPort.free(preferring: Self.standardPorts.operations),
            simulatorPort: DevPort.free(preferring: DevDemo.simulatorPort),
            controlPort: DevPort.free(preferring: DevDemo.controlPort)
        )
    }

    /// The webhook's address.
    var callsURL: String { "http://127.0.0.1:\(self.callsPort)" }
    /// The admin API's address.
    var adminURL: String { "http://127.0.0.1:\(self.adminPort)" }
    /// The operations listener's address.
    var operationsURL: String { "http://127.0.0.1:\(self.operationsPort)" }
    /// The simulator's address.
    var simulatorURL: String { "https://127.0.0.1:\(self.simulatorPort)" }

    /// One sentence for each port that is not the usual one.
    var notices: [String] {
        let all = [
            ("calls", self.callsPort, Self.standardPorts.calls),
            ("admin API", self.adminPort, Self.standardPorts.admin),
            ("operations", self.operationsPort, Self.standardPorts.operations),
            ("simulator", self.simulatorPort, DevDemo.simulatorPort),
            ("simulator control", self.controlPort, DevDemo.controlPort),
        ]
        return all.filter { $0.1 != $0.2 }.map { "port \($0.2) is taken: \($0.0) on \($0.1) instead" }
    }
}
