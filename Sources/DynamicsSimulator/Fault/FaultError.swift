/// Why a description of a fault is not one.
public struct FaultError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The member at fault, such as `status`.
    public let member: String
    /// What was expected.
    public let message: String

    /// Member and message in one line.
    public var description: String { "\(self.member): \(self.message)" }
}
