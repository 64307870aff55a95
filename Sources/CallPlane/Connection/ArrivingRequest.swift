import Hookswitch
import NIOCore
import Routing

/// A request whose head was admitted and whose body is on its way.
struct ArrivingRequest {
    private let tenant: ServedTenant
    private let closes: Bool
    private(set) var body = ReceivedBody()
    /// Whether the client waits for `100 Continue`, and has not been told.
    private(set) var awaitsContinue: Bool

    init(for tenant: ServedTenant, closes: Bool, awaitsContinue: Bool) {
        self.tenant = tenant
        self.closes = closes
        self.awaitsContinue = awaitsContinue
    }

    /// Notes that the client was told to go on.
    mutating func goOn() {
        self.awaitsContinue = false
    }

    /// Takes a part of the body.
    mutating func append(_ part: inout ByteBuffer, read: Int, limits: ConnectionLimits) throws(Refusal) {
        // A client that sends it without being told waits no longer (RFC 9110, 10.1.1).
        self.awaitsContinue = false
        try self.body.append(&part, read: read, limits: limits)
    }

    /// Reads the body now that it is whole.
    func received(at moment: ContinuousClock.Instant) -> ReceivedRequest {
        do throws(InboundCallError) {
            let call = try self.body.withBytes { bytes throws(InboundCallError) in
                try InboundCallParser.parse(bytes)
            }
            return ReceivedRequest(matter: .call(call, self.tenant, receivedAt: moment), closes: self.closes)
        } catch {
            return ReceivedRequest(matter: .refusal(.body(error), hasBody: true), closes: self.closes)
        }
    }
}
