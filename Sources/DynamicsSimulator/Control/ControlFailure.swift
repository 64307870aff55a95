/// Why the control plane refuses a request.
struct ControlFailure: Error, Sendable {
    let status: Int
    let message: String
}
