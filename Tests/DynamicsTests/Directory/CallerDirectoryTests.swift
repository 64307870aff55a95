import NIOCore
import Routing
import Testing

@testable import Dynamics

/// The answers of a directory to answers of Microsoft's that are as documented.
@Suite(.serialized) struct CallerDirectoryTests {
    private func deadline(_ duration: Duration = .seconds(5)) -> ContinuousClock.Instant { .now + duration }

    @Test func aKnownCallerIsFound() async throws {
        try await StubWorld.run { request in
            request.isToken ? .token : StubWorld.rows(StubWorld.row(phone: "050 123 4567"))
        } _: { world in
            let answer = try await world.directory().find(world.caller, deadline: self.deadline())

            let match = DirectoryMatch(table: .contact, rowID: StubWorld.contactID, column: "mobilephone")
            #expect(answer.outcome == .match(match))
            #expect(answer.trace.tokens.map(\.wasHeld) == [false])
            #expect(answer.trace.requests.map(\.status) == [200])
            #expect(answer.trace.requests.map(\.rowCount) == [1])
            #expect(answer.trace.notationCount > 20)
        }
    }

    @Test func requestsAreOnTheWireAsDocumented() async throws {
        try await StubWorld.run {
            $0.isToken ? .token : .noRows
        } _: { world in
            _ = try await world.directory().find(world.caller, deadline: self.deadline())

            let requests = world.server.requests
            let token = try #require(requests.first)
            #expect(token.head.hasPrefix("POST /6f0c3f0e-0000-4000-8000-000000000001/oauth2/v2.0/token HTTP/1.1\r\n"))
            #expect(token.header("Content-Type") == "application/x-www-form-urlencoded")
            #expect(
                token.body == "client_id=91bd3f0e-0000-4000-8000-000000000002"
                    + "&scope=https%3A%2F%2Flocalhost%3A\(world.server.port)%2F.default"
                    + "&client_secret=s3cr3t~%2B%26%3D%C3%A4&grant_type=client_credentials"
            )
            let query = try #require(requests.last)
            #expect(
                query.target.hasPrefix(
                    "/api/data/v9.2/contacts?$select=contactid,telephone1,mobilephone,telephone2,telephone3"
                        + "&$filter=%28Microsoft.Dynamics.CRM.In%28PropertyName%3D%27telephone1%27%2CPropertyValues"
                        + "%3D%5B%22%2B358501234567%22%2C%220501234567%22%2C"
                )
            )
            #expect(query.target.hasSuffix("%5D%29%29%20and%20statecode%20eq%200&$top=2"))
            #expect(query.header("Host") == "localhost:\(world.server.port)")
            #expect(query.header("Authorization") == "Bearer aaa.bbb.ccc")
            #expect(query.header("OData-Version") == "4.0")
            #expect(query.header("OData-MaxVersion") == "4.0")
            #expect(query.header("If-None-Match") == "null")
            #expect(query.header("Accept") == "application/json")
        }
    }

    @Test func theFirstTableInOrderDecides() async throws {
        let account = StubWorld.row("account", id: StubWorld.otherID).replacing("mobilephone", with: "telephone2")
        try await StubWorld.run { request in
            if request.isToken { return .token }
            return request.target.contains("/accounts") ? StubWorld.rows(account) : StubWorld.rows(StubWorld.row())
        } _: { world in
            let first = try await world.directory(tables: [.contact, .account]).find(
                world.caller,
                deadline: self.deadline()
            )
            let second = try await world.directory(tables: [.account, .contact]).find(
                world.caller,
                deadline: self.deadline()
            )

            #expect(first.outcome == .match(.init(table: .contact, rowID: StubWorld.contactID, column: "mobilephone")))
            #expect(second.outcome == .match(.init(table: .account, rowID: StubWorld.otherID, column: "telephone2")))
        }
    }

    @Test func twoRowsOfOneTableAreAmbiguous() async throws {
        try await StubWorld.run { request in
            if request.isToken { return .token }
            if request.target.contains("/contacts") { return .noRows }
            return StubWorld.rows(StubWorld.row("lead"), StubWorld.row("lead", id: StubWorld.otherID))
        } _: { world in
            let answer = try await world.directory(tables: [.contact, .lead]).find(
                world.caller,
                deadline: self.deadline()
            )

            #expect(answer.outcome == .ambiguous(.lead, count: 2))
        }
    }

    @Test func aRowWithAnotherNumberDoesNotCount() async throws {
        try await StubWorld.run { request in
            request.isToken ? .token : StubWorld.rows(StubWorld.row(phone: "+46501234567"))
        } _: { world in
            let answer = try await world.directory().find(world.caller, deadline: self.deadline())

            #expect(answer.outcome == .none)
        }
    }

    @Test func anErrorInAnEarlierTableLeavesItUndecided() async throws {
        try await StubWorld.run { request in
            if request.isToken { return .token }
            return request.target.contains("/contacts")
                ? .status("500 Internal Server Error") : StubWorld.rows(StubWorld.row("lead"))
        } _: { world in
            let answer = try await world.directory(tables: [.contact, .lead]).find(
                world.caller,
                deadline: self.deadline()
            )
            let reverse = try await world.directory(tables: [.lead, .contact]).find(
                world.caller,
                deadline: self.deadline()
            )

            #expect(answer.outcome == .failed(.unavailable(.status(500))))
            #expect(reverse.outcome == .match(.init(table: .lead, rowID: StubWorld.contactID, column: "mobilephone")))
        }
    }

    @Test func anEarlierTableIsEnoughWhileALaterOneHangs() async throws {
        try await StubWorld.run { request in
            if request.isToken { return .token }
            return request.target.contains("/contacts") ? StubWorld.rows(StubWorld.row()) : .hang
        } _: { world in
            let startedAt = ContinuousClock.now
            let answer = try await world.directory(tables: [.contact, .account])
                .find(world.caller, deadline: self.deadline(.seconds(4)))

            #expect(answer.outcome == .match(.init(table: .contact, rowID: StubWorld.contactID, column: "mobilephone")))
            #expect(ContinuousClock.now - startedAt < .seconds(3))
        }
    }

    @Test func theTokenIsFetchedOnceForAHundredCallers() async throws {
        try await StubWorld.run { request in
            request.isToken
                ? .sendAfter(
                    .milliseconds(100),
                    StubReply.text("200 OK", #"{"token_type":"Bearer","expires_in":3599,"access_token":"t"}"#)
                )
                : StubWorld.rows(StubWorld.row())
        } _: { world in
            let directory = try world.directory(maximumConcurrentRequestCount: 200)
            let found = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        let answer = await directory.find(world.caller, deadline: .now + .seconds(20))
                        if case .match = answer.outcome { return true }
                        return false
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }

            #expect(found == 100)
            #expect(world.server.tokenRequestCount == 1)
            #expect(world.server.dataRequestCount == 100)
            #expect(world.server.connectionCount <= 41)
        }
    }

    @Test func moreRequestsThanTheLimitAreShed() async throws {
        try await StubWorld.run {
            $0.isToken ? .token : .hang
        } _: { world in
            let directory = try world.directory(maximumConcurrentRequestCount: 1)
            async let first = directory.find(world.caller, deadline: .now + .seconds(2))
            await world.server.arrived(2)

            let second = await directory.find(world.caller, deadline: .now + .seconds(2))

            #expect(second.outcome == .failed(.shed))
            #expect(await first.outcome == .failed(.timeout(.answer)))
        }
    }

    @Test func aRefusedTokenIsReplacedOnce() async throws {
        let clock = StubClock()
        try await StubWorld.run { request in
            if request.isToken { return .token }
            return clock.offset < .seconds(60) || request.header("Authorization") == "Bearer new"
                ? StubWorld.rows(StubWorld.row()) : .status("401 Unauthorized")
        } _: { world in
            let directory = try world.directory(now: { clock.now })
            _ = await directory.find(world.caller, deadline: self.deadline())
            clock.advance(by: .seconds(60))

            let answer = await directory.find(world.caller, deadline: self.deadline())

            #expect(answer.outcome == .failed(.forbidden(.tokenRejected)))
            #expect(world.server.tokenRequestCount == 2)
            #expect(world.server.dataRequestCount == 3)
            let again = await directory.find(world.caller, deadline: self.deadline())
            #expect(again.outcome == .failed(.forbidden(.tokenRejected)))
            #expect(world.server.tokenRequestCount == 2)
        }
    }

    @Test func aRevokedTokenCostsOneRetry() async throws {
        let clock = StubClock()
        try await StubWorld.run { request in
            if request.isToken {
                let name = clock.offset < .seconds(60) ? "old" : "new"
                return .json(#"{"token_type":"Bearer","expires_in":3599,"access_token":"\#(name)"}"#)
            }
            if clock.offset >= .seconds(60), request.header("Authorization") == "Bearer old" {
                return .status("401 Unauthorized")
            }
            return StubWorld.rows(StubWorld.row())
        } _: { world in
            let directory = try world.directory(tables: [.contact], now: { clock.now })
            _ = await directory.find(world.caller, deadline: self.deadline())
            clock.advance(by: .seconds(60))

            let answer = await directory.find(world.caller, deadline: self.deadline())

            #expect(answer.outcome == .match(.init(table: .contact, rowID: StubWorld.contactID, column: "mobilephone")))
            #expect(answer.trace.tokens.map(\.wasHeld) == [true, false])
        }
    }

    @Test(arguments: [
        ("0x80072560", DataverseRefusal.noApplicationUser), ("0x80095FFC", .applicationBlocked),
        ("0x80040220", .privilegeMissing), ("", .other),
    ])
    func aForbiddenApplicationIsAnAuthenticationMatter(code: String, refusal: DataverseRefusal) async throws {
        try await StubWorld.run { request in
            request.isToken ? .token : .status("403 Forbidden", #"{"error":{"code":"\#(code)","message":"no"}}"#)
        } _: { world in
            let answer = try await world.directory().find(world.caller, deadline: self.deadline())

            #expect(answer.outcome == .failed(.forbidden(refusal)))
        }
    }

    @Test func aRefusedCredentialIsAskedForOnce() async throws {
        try await StubWorld.run { _ in
            .status("401 Unauthorized", #"{"error":"invalid_client","error_codes":[7000222],"error_description":"x"}"#)
        } _: { world in
            let directory = try world.directory()
            let failure = EntraFailure(code: .invalidClient, status: 401, hint: .secretExpired)

            for _ in 0..<5 {
                let answer = await directory.find(world.caller, deadline: self.deadline())
                #expect(answer.outcome == .failed(.authentication(failure)))
            }

            #expect(world.server.requests.count == 1)
            await #expect(throws: DynamicsError.authentication(failure)) {
                try await directory.check(deadline: self.deadline())
            }
            #expect(world.server.requests.count == 2)
            #expect(directory.breakerCondition == .closed)
        }
    }

    @Test func aThrottledEnvironmentIsLeftAlone() async throws {
        let clock = StubClock()
        try await StubWorld.run { request in
            if request.isToken { return .token }
            return clock.offset < .seconds(7)
                ? .status("429 Too Many Requests", headers: ["Retry-After: 7"]) : .noRows
        } _: { world in
            let directory = try world.directory(now: { clock.now })
            let first = await directory.find(world.caller, deadline: self.deadline())
            clock.advance(by: .seconds(6))
            let second = await directory.find(world.caller, deadline: self.deadline())
            #expect(first.outcome == .failed(.throttled(retryAfterSeconds: 7)))
            #expect(second.outcome == .failed(.throttled(retryAfterSeconds: 1)))
            #expect(world.server.dataRequestCount == 1)

            clock.advance(by: .seconds(1))

            #expect(await directory.find(world.caller, deadline: self.deadline()).outcome == .none)
        }
    }

    @Test func theFallbackSearchesInsideColumnsAndChecksWhatItFinds() async throws {
        try await StubWorld.run { request in
            if request.isToken { return .token }
            if !request.target.contains("contains%28telephone1%2C%27501234567%27%29") { return .noRows }
            return StubWorld.rows(
                StubWorld.row(id: StubWorld.otherID, phone: "+3585012345670"),
                StubWorld.row(phone: "(0)501234567"),
                StubWorld.row(id: StubWorld.otherID, phone: "+46501234567")
            )
        } _: { world in
            let without = try await world.directory().find(world.caller, deadline: self.deadline())
            let with = try await world.directory(fallback: .contains).find(world.caller, deadline: self.deadline())

            #expect(without.outcome == .none)
            #expect(with.outcome == .match(.init(table: .contact, rowID: StubWorld.contactID, column: "mobilephone")))
            #expect(with.trace.requests.map(\.isFallback) == [false, true])
            #expect(with.trace.usedFallback)
        }
    }

    @Test func aHangingFallbackHasABreakerOfItsOwn() async throws {
        try await StubWorld.run { request in
            if request.isToken { return .token }
            return request.target.contains("contains%28") ? .hang : .noRows
        } _: { world in
            let directory = try world.directory(fallback: .contains)
            for _ in 0..<5 {
                let startedAt = ContinuousClock.now
                let answer = await directory.find(world.caller, deadline: self.deadline())
                #expect(answer.outcome == .failed(.timeout(.answer)))
                #expect(ContinuousClock.now - startedAt < .seconds(3))
            }

            #expect(directory.fallbackBreakerCondition == .open)
            #expect(directory.breakerCondition == .closed)
        }
    }

    @Test func rowsThatOnlyLookAlikeDecideNothingAndOpenNoBreaker() async throws {
        // As many as the search within columns asks for.
        let rows = (10..<30).map {
            StubWorld.row(id: "11111111-0000-4000-8000-0000000000\($0)", phone: "+3585012345670")
        }
        try await StubWorld.run { request in
            if request.isToken { return .token }
            return request.target.contains("contains%28")
                ? .json(#"{"@odata.context":"x","value":[\#(rows.joined(separator: ","))]}"#) : .noRows
        } _: { world in
            let directory = try world.directory(fallback: .contains)

            for _ in 0..<6 {
                let answer = await directory.find(world.caller, deadline: self.deadline())
                #expect(answer.outcome == .failed(.invalidResponse(.lookAlikes)))
            }

            #expect(directory.fallbackBreakerCondition == .closed)
        }
    }

    @Test func theCheckSaysWhomTheEnvironmentSees() async throws {
        try await StubWorld.run { request in
            if request.isToken { return .token }
            guard request.target == "/api/data/v9.2/WhoAmI" else { return .noRows }
            return .json(
                #"{"UserId":"\#(StubWorld.contactID)","OrganizationId":"\#(StubWorld.otherID)","BusinessUnitId":"x"}"#
            )
        } _: { world in
            let directory = try world.directory()

            let whoAmI = try await directory.check(deadline: self.deadline())

            #expect(whoAmI.userID == StubWorld.contactID)
            #expect(whoAmI.organizationID == StubWorld.otherID)
            try await directory.check(.user, deadline: self.deadline())
            #expect(
                world.server.requests.last?.target.contains("/systemusers?$select=systemuserid,mobilephone") == true
            )
        }
    }
}
