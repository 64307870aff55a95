/// What a connection does for one request: which bytes it sends, when and how.
struct Transmission: Sendable {
    /// How the bytes go out and what comes after them.
    enum Delivery: Sendable, Hashable {
        /// All at once; the connection lives on.
        case whole
        /// One byte at a time.
        case drip(intervalMilliseconds: Int)
        /// All at once, then silence on an open connection.
        case stall
        /// All at once, then a reset (RST) of the connection.
        case reset
        /// All at once, then an orderly end of the connection.
        case close
        /// All at once, then this over and over, until the peer goes or the simulator's limit is reached.
        case endless(chunk: [UInt8])
    }

    var bytes: [UInt8]
    var delivery: Delivery
    var delayMilliseconds: Int = 0
    /// The status sent; none if no answer is sent.
    var status: Int?
    /// Called on the event loop when the bytes start to go out.
    var onSent: (@Sendable () -> Void)?
}
