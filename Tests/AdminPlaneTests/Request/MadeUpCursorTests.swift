import Foundation
import HTTPTypes
import HummingbirdTesting
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Every list, and every cursor that somebody might make up: a page or a 400, and never a trouble of ours.
@Suite(.lentDatabase) struct MadeUpCursorTests {
    /// Cursors that no page gave, and those that other lists' pages gave.
    private static let cursors: [String] = {
        let extremes: [UInt64] = [0, 1, .max, UInt64(Int64.max), UInt64(Int64.max) + 1]
        let places = extremes.flatMap { high in extremes.map { Base32.encode(UUID(high: high, low: $0).bytes) } }
        let ids = ["0198c0de-0000-7000-8000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"]
        let names = ["imp_", "off_", "era_", "crd_", "aud_", "dec_"].map { $0 + String(repeating: "a", count: 26) }
        let others = [
            "acme", "-1", "0", "2147483648", "9223372036854775808", "%00", "%FF%FE", "%F0%9F", "\u{65}%CC%81", ".",
        ]
        let huge = [String(repeating: "a", count: 4000), String(repeating: "9", count: 400)]
        let pairs = places.map { "\($0).\(places[1])" }
        return places + pairs + ids + names + others + huge
    }()

    /// Operations that take `after` in the query, by their paths.
    private static func lists(_ bundle: AdminBundle) -> [String] {
        bundle.plane.table().routes.filter { $0.method == .get && AccessMatrix.rows[$0.operationID] != nil }.map {
            $0.path.replacing("{slug}", with: "acme")
        }.filter { !$0.contains("{") && !$0.hasSuffix("/stream") && !$0.hasSuffix("/export") }
    }

    /// A bundle whose token may ask as often as it likes.
    private static func bundle() async throws -> AdminBundle {
        var limits = AdminLimits()
        limits.requestsPerToken = RatePolicy(name: "token", burst: 100_000, interval: .milliseconds(1))
        return try await AdminBundle(limits: limits)
    }

    @Test func aMadeUpCursorIsAPageOrARefusal() async throws {
        let bundle = try await Self.bundle()
        try await bundle.apply("acme")
        var listCount = 0
        for path in Self.lists(bundle) {
            // An operation that has no such parameter says so, and is left out.
            let first = try await bundle.send(.get, path + "?after=x")
            guard !first.text.contains("unknown_parameter"), first.status != .notFound else { continue }
            listCount += 1
            for cursor in Self.cursors {
                let response = try await bundle.send(.get, "\(path)?after=\(cursor)")
                #expect(
                    response.status == .ok || response.status == .badRequest,
                    "\(path)?after=\(cursor): \(response.text)"
                )
            }
            // What is empty is the beginning, or no cursor.
            let empty = try await bundle.send(.get, path + "?after=")
            #expect(empty.status == .ok || empty.status == .badRequest, "\(path): \(empty.text)")
        }
        #expect(listCount >= 12)
    }

    @Test func aMadeUpCursorInASearchIsAPageOrARefusal() async throws {
        let bundle = try await Self.bundle()
        for cursor in Self.cursors where !cursor.contains("%") {
            let body = #"{"after":"\#(cursor)"}"#
            let response = try await bundle.send(.post, "/api/v1/decisions/search", json: body)
            let isRefused = response.status == .badRequest || response.status == .unprocessableContent
            #expect(response.status == .ok || isRefused, "\(cursor): \(response.text)")
        }
    }

    @Test(arguments: [Int64.min, -210_866_803_200_000_001])
    func aMomentBeforePostgresIsInNoCursor(_ microseconds: Int64) {
        let place = Base32.encode(UUID(high: UInt64(bitPattern: microseconds), low: 0).bytes)
        let known = Base32.encode(UUID(high: UInt64(bitPattern: microseconds), low: 1).bytes)
        let name = Base32.encode(UUID(high: 1, low: 1).bytes)

        #expect(AuditCursor(parsing: "\(place).\(name)") == nil)
        #expect(DecisionCursor(parsing: "\(place).\(name)") == nil)
        #expect(CredentialCursor(parsing: "\(known).\(name)") == nil)
    }
}
