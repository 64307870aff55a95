/// What the wizard does next.
enum OnboardingMove: Hashable, Sendable {
    /// What is done without asking anybody.
    enum Action: Hashable, Sendable {
        /// See whether there is a tenant of that slug.
        case lookUp(String)
        /// Let the server say whether it would call that address.
        case checkAddress
        /// Make the tenant, without its secret.
        case create
        /// Write what was answered since: name, connection, secret.
        case storeConnection
        /// Look at each step from Hookswitch to Dynamics.
        case verify(sample: String?)
        /// Write the pools.
        case storePools
        /// Look at the pools among themselves and beside other tenants'.
        case checkPools
        /// Make a webhook key.
        case makeKey
        /// Send a call.
        case call(from: String, to: String)
        /// Get the hand-off sheet.
        case handOff
    }

    /// Ask somebody.
    case ask(OnboardingQuestion)
    /// Do something.
    case act(Action)
    /// All is done.
    case finished

    /// The step that it belongs to; `nil` after the last.
    var step: OnboardingStep? {
        switch self {
        case .ask(let question): question.step
        case .act(.lookUp): .tenant
        case .act(.checkAddress): .dynamics
        case .act(.create), .act(.storeConnection): .credential
        case .act(.verify): .verify
        case .act(.storePools), .act(.checkPools): .pools
        case .act(.makeKey): .key
        case .act(.call): .call
        case .act(.handOff), .finished: nil
        }
    }
}
