import Foundation

/// The simulator's own HTTP interface, by which tests in other processes break things and see what was asked.
struct ControlService: Sendable {
    private static let maximumClockSeconds: Double = 100 * 366 * 86_400

    let cloud: Cloud

    func answer(_ request: Request) -> Transmission {
        let reply: Reply
        do throws(ControlFailure) {
            reply = try self.reply(to: request)
        } catch {
            reply = .json(.object(["error": .string(error.message)]), status: error.status)
        }
        return Transmission(
            bytes: reply.wire(closes: false, withoutBody: request.method == "HEAD"),
            delivery: .whole,
            status: reply.status
        )
    }

    private func reply(to request: Request) throws(ControlFailure) -> Reply {
        let segments = request.path.split(separator: "/").map(String.init)
        switch (request.method, segments.first, segments.count) {
        case ("PUT", "faults", 1), ("POST", "faults", 1): return try self.postFaults(request)
        case ("GET", "faults", 1): return try Self.encoded(self.cloud.faults.posted.map(FaultDocument.init))
        case ("DELETE", "faults", 1):
            self.cloud.faults.clear()
            return Reply(status: 204)
        case ("DELETE", "faults", 2):
            guard let identifier = segments.last.flatMap({ Int($0) }), self.cloud.faults.remove(identifier) else {
                throw ControlFailure(status: 404, message: "no fault has this id")
            }
            return Reply(status: 204)
        case ("GET", "requests", 1): return try self.requests(request)
        case ("DELETE", "requests", 1):
            self.cloud.journal.clear()
            return Reply(status: 204)
        case ("GET", "counts", 1): return try Self.encoded(self.cloud.journal.countByHost)
        case ("GET", "clock", 1): return self.clock
        case ("PUT", "clock", 1): return try self.setClock(request)
        case ("PUT", "scenario", 1): return try self.setScenario(request)
        case ("DELETE", "tokens", 1):
            self.cloud.tokens.revokeAll()
            return Reply(status: 204)
        default:
            throw ControlFailure(
                status: 404,
                message: "expected PUT, GET, DELETE /faults; DELETE /faults/{id}; GET, DELETE /requests; GET /counts; "
                    + "GET, PUT /clock; PUT /scenario; DELETE /tokens"
            )
        }
    }

    private func postFaults(_ request: Request) throws(ControlFailure) -> Reply {
        let documents = try FaultDocument.read(request.body)
        var faults: [Fault] = []
        for document in documents {
            do throws(FaultError) {
                faults.append(try Fault(document))
            } catch {
                throw ControlFailure(status: 400, message: error.description)
            }
        }
        let identifiers = faults.map { JSONText.integer(self.cloud.faults.post($0)) }
        return .json(.object(["ids": .array(identifiers)]))
    }

    private func requests(_ request: Request) throws(ControlFailure) -> Reply {
        var filter = RequestFilter.all
        guard let options = FormEncoding.pairs(Array((request.query ?? "").utf8)) else {
            throw ControlFailure(status: 400, message: "the query cannot be decoded")
        }
        for option in options {
            switch option.name {
            case "host": filter.host = option.value.lowercased()
            case "tenant": filter.entraTenantID = option.value.lowercased()
            case "kind":
                guard let kind = RecordedRequest.Kind(rawValue: option.value) else {
                    throw ControlFailure(status: 400, message: "kind: expected token, discovery, data or other")
                }
                filter.kind = kind
            default:
                throw ControlFailure(status: 400, message: "\(option.name): expected host, tenant or kind")
            }
        }
        let page = RequestPage(
            requests: self.cloud.journal.requests(filter),
            forgotten: self.cloud.journal.forgottenCount
        )
        return try Self.encoded(page)
    }

    private var clock: Reply {
        .json(
            .object([
                "now": .string(self.cloud.clock.now.formatted(.iso8601)),
                "offsetSeconds": .number(self.cloud.clock.offset),
            ])
        )
    }

    private func setClock(_ request: Request) throws(ControlFailure) -> Reply {
        let change = try ClockChange.read(request.body)
        let seconds = (change.offsetSeconds ?? self.cloud.clock.offset) + (change.advanceSeconds ?? 0)
        guard seconds.magnitude <= Self.maximumClockSeconds else {
            throw ControlFailure(status: 400, message: "expected an offset within 100 years")
        }
        self.cloud.clock.offset = seconds
        return self.clock
    }

    private func setScenario(_ request: Request) throws(ControlFailure) -> Reply {
        guard let text = String(validating: request.body, as: UTF8.self) else {
            throw ControlFailure(status: 400, message: "the scenario is not UTF-8")
        }
        do throws(ScenarioError) {
            self.cloud.scenario = try CompiledScenario(Scenario(yaml: text))
        } catch {
            throw ControlFailure(status: 400, message: error.description)
        }
        return Reply(status: 204)
    }

    private static func encoded(_ value: some Encodable) throws(ControlFailure) -> Reply {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            let body = Array(try encoder.encode(value))
            return Reply(status: 200, headers: ["Content-Type": "application/json"], body: body)
        } catch {
            throw ControlFailure(status: 500, message: "the answer could not be encoded")
        }
    }
}
