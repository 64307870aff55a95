/// The last part of a tenant's webhook path: 128 random bits, written as 26 characters of base32.
///
/// It says whose call it is and is a weak capability, so no log shows it.
public struct EndpointID: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// Makes a new endpoint's id.
    init(random: inout some RandomNumberGenerator) {
        self.high = random.next()
        self.low = random.next()
    }

    /// Reads the last part of a path.
    ///
    /// - Parameter bytes: An array and not any collection: the calls listener is another module, for which the compiler
    ///   could not fit the code to its type, and every call would pay ten times the price.
    /// - Returns: `nil` if it is not 26 characters of lower-case base32.
    public init?(parsing bytes: [UInt8]) {
        guard let (high, low) = Base32.decode128(bytes) else { return nil }
        self.high = high
        self.low = low
    }

    /// The last part of the path.
    public var text: String {
        Base32.encode(
            [self.high, self.low].flatMap { half in
                (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) }
            }
        )
    }

    /// The whole path, `/hooks/…`.
    public var path: String {
        "/hooks/" + self.text
    }
}

extension EndpointID: CustomStringConvertible {
    /// Always `***`: a path in a log is a key in a log.
    public var description: String { "***" }
}
