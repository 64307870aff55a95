public import Routing

/// What was done to find a caller; it holds no number, no name and no secret.
public struct LookupTrace: Hashable, Sendable {
    /// A token that was needed.
    public struct TokenStep: Hashable, Sendable {
        /// Whether the token was there already.
        public let wasHeld: Bool
        /// How long it took.
        public let microseconds: Int
        /// Why there was none.
        public let error: DynamicsError?
    }

    /// A question to one table.
    public struct RequestStep: Hashable, Sendable {
        /// The table.
        public let table: DirectoryTable
        /// Whether the question searched inside columns.
        public let isFallback: Bool
        /// How long the answer took.
        public let microseconds: Int
        /// The status of HTTP, if an answer came.
        public let status: Int?
        /// How many rows came, if they could be read.
        public let rowCount: Int?
        /// Why there are no rows.
        public let error: DynamicsError?
    }

    /// How many notations of the number were searched for.
    public var notationCount = 0

    /// The tokens that were needed: one, and a second after Dataverse refused the first.
    public var tokens: [TokenStep] = []

    /// The questions whose end was known when the answer was.
    public var requests: [RequestStep] = []

    /// Whether the search inside columns was tried.
    public var usedFallback = false

    /// How long all of it took.
    public var microseconds = 0

    /// Makes an empty trace.
    public init() {}
}
