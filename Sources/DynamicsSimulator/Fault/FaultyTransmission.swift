/// Turns the usual answer and a fault into what goes over the wire.
struct FaultyTransmission {
    /// Which of Microsoft's error bodies fits.
    enum Family: Sendable {
        case entra
        case dataverse(challenge: String)
        case other
    }

    let reply: Reply
    let family: Family
    let withoutBody: Bool

    func transmission(for fault: Fault?) -> Transmission {
        guard let fault else { return self.whole(self.reply) }
        var transmission = self.transmission(for: fault.effect)
        transmission.delayMilliseconds = max(fault.delayMilliseconds, 0)
        return transmission
    }

    private func transmission(for effect: FaultEffect) -> Transmission {
        switch effect {
        case .latency, .expiresIn:
            // An odd expires_in is already in the reply: only the token service can put it there.
            return self.whole(self.reply)
        case .hang(let count):
            return self.cut(after: count, then: .stall)
        case .reset(let count):
            return self.cut(after: count, then: .reset)
        case .close(let count):
            return self.cut(after: count, then: .close)
        case .drip(let interval):
            var transmission = self.whole(self.reply)
            transmission.delivery = .drip(intervalMilliseconds: interval)
            return transmission
        case .status(let status):
            return self.whole(self.errorReply(status))
        case .malformed(let malformation):
            return MalformedTransmission(usual: self.reply).transmission(malformation)
        case .oversized(let count):
            return self.whole(self.oversizedReply(count))
        case .redirect(let location):
            return self.whole(Reply(status: 302, headers: ["Location": location]))
        }
    }

    private func whole(_ reply: Reply) -> Transmission {
        Transmission(
            bytes: reply.wire(closes: false, withoutBody: self.withoutBody),
            delivery: .whole,
            status: reply.status
        )
    }

    private func cut(after count: Int, then delivery: Transmission.Delivery) -> Transmission {
        let bytes = self.reply.wire(closes: false, withoutBody: self.withoutBody)
        return Transmission(
            bytes: Array(bytes.prefix(max(count, 0))),
            delivery: delivery,
            status: count > 0 ? self.reply.status : nil
        )
    }

    private func errorReply(_ fault: StatusFault) -> Reply {
        var reply: Reply
        switch self.family {
        case .entra:
            reply = EntraFailure.forStatus(fault).reply
        case .dataverse(let challenge):
            reply = DataverseFailure.forStatus(fault).reply
            if fault.status == 401 { reply = Reply(status: 401, headers: ["WWW-Authenticate": challenge]) }
        case .other:
            reply = .text("", status: fault.status)
        }
        if let body = fault.body {
            reply.body = Array(body.utf8)
            reply.setHeader("Content-Type", fault.contentType ?? "application/json; charset=utf-8")
        }
        if let text = fault.retryAfter { reply.setHeader("Retry-After", text) }
        return reply
    }

    /// The usual answer with a member more that is as long as asked for, or of a table's rows as many.
    private func oversizedReply(_ count: Int) -> Reply {
        var reply = self.reply
        let filler = JSONText.object(["filler": .string(String(repeating: "x", count: max(count, 0)))]).bytes
        if reply.status == 200, reply.body.first == UInt8(ascii: "{"), reply.body.count > 2 {
            reply.body = filler.dropLast() + [UInt8(ascii: ",")] + reply.body.dropFirst()
        } else {
            reply = Reply(status: 200, headers: ["Content-Type": "application/json; charset=utf-8"], body: filler)
        }
        return reply
    }
}
