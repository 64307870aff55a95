#if DEBUG
    import Foundation
    import Routing

    /// A trap for tests of what a crash prints: a debug build that is told to ends with the number in hand when that number
    /// calls. A release build has no such thing.
    enum PlantedTrap {
        /// The variable that names the number.
        static let environmentName = "HOOKSWITCH_PLANTED_TRAP"

        private static let number = ProcessInfo.processInfo.environment[Self.environmentName]

        /// Ends the process if the trap was planted for this caller.
        static func spring(on call: InboundCall) {
            guard let planted = Self.number, case .number(let caller) = call.caller else { return }
            let text = caller.e164
            precondition(text != planted, "the planted trap was sprung")
        }
    }
#endif
