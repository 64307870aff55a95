import NIOCore
import Testing

@testable import CallPlane
import Hookswitch

@Suite(.timeLimit(.minutes(1))) struct ConnectionLimitTests {
    @Test func connectionsBeyondTheLimitAreClosedAndPlacesAreGivenBack() async throws {
        try await TestPlane.run(eventLoopCount: 2, limits: { $0.maximumConnectionCount = 4 }) { plane in
            var clients: [RawClient] = []
            for _ in 0..<4 {
                let client = try await plane.client()
                try await client.send(plane.request())
                #expect(try await client.answer().status == 200)
                clients.append(client)
            }

            let beyond = try await plane.client()
            #expect(await beyond.rest().isEmpty)
            #expect(plane.metric("hookswitch_webhook_connections") == 4)
            #expect(plane.metric(#"hookswitch_webhook_rejected_total{reason="connection_limit"}"#) == 1)

            try await clients[0].close()
            await eventually { plane.metric("hookswitch_webhook_connections") == 3 }
            #expect(try await plane.answer(to: plane.request()).status == 200)
        }
    }

    @Test func oneSourceCannotTakeEveryPlace() throws {
        let ledger = ConnectionLedger(maximumCount: 3, maximumCountPerSource: 2)
        let one = SourceAddress(try SocketAddress(ipAddress: "192.0.2.1", port: 1))
        let same = SourceAddress(try SocketAddress(ipAddress: "::ffff:192.0.2.1", port: 2))
        let other = SourceAddress(try SocketAddress(ipAddress: "192.0.2.2", port: 1))

        #expect(ledger.begin(one))
        #expect(ledger.begin(same))
        #expect(!ledger.begin(one))
        #expect(ledger.begin(other))
        #expect(!ledger.begin(other))
        #expect(ledger.count == 3)

        ledger.end(same)
        ledger.end(same)
        ledger.end(same)
        #expect(ledger.count == 1)
        #expect(ledger.begin(one))
    }

    @Test func anIPv6CustomerIsOneSource() throws {
        let first = SourceAddress(try SocketAddress(ipAddress: "2001:db8:1:2::1", port: 1))
        let second = SourceAddress(try SocketAddress(ipAddress: "2001:db8:1:2:ffff::9", port: 9))
        let other = SourceAddress(try SocketAddress(ipAddress: "2001:db8:1:3::1", port: 1))

        #expect(first == second)
        #expect(first != other)
        #expect(SourceAddress(nil) == SourceAddress(nil))
    }
}
