import Foundation
import Hookswitch
import Routing

extension Onboarding {
    /// What became of an answer.
    enum Reply: Hashable, Sendable {
        /// It will do; perhaps there is something to say about it.
        case taken(note: String?)
        /// It will not do, and why.
        case refused([String])
    }

    /// What Enter alone means; `nil` if the question has no such answer.
    func standard(for question: OnboardingQuestion) -> String? {
        switch question {
        case .slug: Self.slug(of: self.answers.name ?? "")
        case .afterFailure: "again"
        case .poolTarget, .expiry, .sample, .poolsFile: ""
        case .poolNumber: self.answers.pools.isEmpty ? nil : ""
        case .poolOtherwise: "default"
        case .furtherKey: "no"
        case .caller: self.answers.sample?.text ?? ""
        case .pool: self.tenant?.pools.first?.number
        case .name: self.tenant?.view.name
        case .region: self.tenant?.view.region
        case .url: self.tenant?.view.dataverse?.url
        case .entraTenant: self.tenant?.view.entra?.tenant
        case .clientID: self.tenant?.view.entra?.clientID
        case .secret, .poolName: nil
        }
    }

    /// Takes an answer, or says why it will not do. Nothing was sent to anybody.
    ///
    /// - Parameter text: What was typed; empty is Enter alone.
    mutating func answer(_ question: OnboardingQuestion, _ text: String) -> Reply {
        var text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if text.isEmpty {
            guard let standard = self.standard(for: question) else { return .refused(["an answer is needed"]) }
            text = standard
        }
        do throws(AnswerCheck.Refusal) {
            let note = try self.take(text, for: question)
            self.settle(question)
            return .taken(note: note)
        } catch {
            return .refused(error.hints)
        }
    }

    private mutating func take(_ text: String, for question: OnboardingQuestion) throws(AnswerCheck.Refusal) -> String?
    {
        switch question {
        case .name, .slug, .region, .url, .entraTenant, .clientID, .secret, .expiry:
            return try self.takeConnection(text, for: question)
        case .sample: self.answers.sample = try self.optionalNumber(text)
        case .afterFailure: try self.takeRemedy(text)
        case .poolsFile, .poolNumber, .poolName, .poolTarget, .poolOtherwise:
            try self.takePools(text, for: question)
        case .furtherKey:
            guard let isWanted = Self.truth(text) else { throw AnswerCheck.Refusal(hints: ["yes or no"]) }
            self.settleKey(isFurther: isWanted)
        case .caller: self.answers.caller = try self.optionalNumber(text)
        case .pool: self.answers.calledPool = try self.calledPool(text)
        }
        return nil
    }

    private mutating func takeConnection(
        _ text: String,
        for question: OnboardingQuestion
    ) throws(AnswerCheck.Refusal) -> String? {
        switch question {
        case .name:
            try AnswerCheck.check(.text(text), at: ["name"])
            self.answers.name = text
        case .slug:
            let slug = text.lowercased()
            try AnswerCheck.check(.text(slug), at: ["slug"])
            self.answers.slug = slug
            self.slugChanged()
        case .region:
            let region = text.uppercased()
            try AnswerCheck.check(.text(region), at: ["region"])
            self.answers.region = region
        case .url:
            let address = try EnvironmentAddress(reading: text)
            try AnswerCheck.check(.text(address.origin), at: ["dataverse", "url"])
            self.answers.url = address.origin
            return address.wasCut ? "cut to \(address.origin)" : nil
        case .entraTenant:
            try AnswerCheck.check(.text(text), at: ["entra", "tenant"])
            self.answers.entraTenant = text
        case .clientID:
            try AnswerCheck.check(.text(text), at: ["entra", "clientId"])
            self.answers.clientID = text.lowercased()
        case .secret:
            let value = DocumentValue.members(["value": .text(text)])
            try AnswerCheck.check(value, at: ["entra", "credential", "secret"])
            self.answers.secret = Secret(text)
            // The date was another secret's.
            if self.tenant?.hasSecret ?? false { self.answers.expiry = nil }
        default: try self.takeExpiry(text)
        }
        return nil
    }

    /// A day, or a moment; a day ends with its night.
    private mutating func takeExpiry(_ text: String) throws(AnswerCheck.Refusal) {
        guard !text.isEmpty else {
            self.answers.expiry = OptionalAnswer.none
            return
        }
        let moment = text.count == 10 ? text + "T00:00:00Z" : text
        do throws(AnswerCheck.Refusal) {
            try AnswerCheck.check(.text(moment), at: ["entra", "credential", "expiresAt"])
        } catch {
            throw AnswerCheck.Refusal(hints: ["expected is a day such as 2027-05-01"])
        }
        self.answers.expiry = .given(moment)
    }

    private func optionalNumber(_ text: String) throws(AnswerCheck.Refusal) -> OptionalAnswer {
        guard !text.isEmpty, text != "none" else { return .none }
        return .given(try AnswerCheck.number(text, region: self.region))
    }

    private func calledPool(_ text: String) throws(AnswerCheck.Refusal) -> String {
        let pools = self.tenant?.pools ?? []
        if let named = pools.first(where: { $0.name.lowercased() == text.lowercased() }) { return named.number }
        let number = try AnswerCheck.number(text, region: self.region)
        guard pools.isEmpty || pools.contains(where: { $0.number == number }) else {
            let names = pools.prefix(5).map { "\($0.number) \($0.name)" }.joined(separator: ", ")
            throw AnswerCheck.Refusal(hints: ["the tenant has no such pool; it has \(names)"])
        }
        return number
    }

    /// What to do about a verification that failed.
    private mutating func takeRemedy(_ text: String) throws(AnswerCheck.Refusal) {
        let edits: [(word: String, question: OnboardingQuestion)] = [
            ("url", .url), ("directory", .entraTenant), ("application", .clientID), ("secret", .secret),
        ]
        let word = text.lowercased()
        // `a` is again, which is what is wanted most.
        if "again".hasPrefix(word) { return self.verifyAgain() }
        if "later".hasPrefix(word) { return self.postpone() }
        guard let edit = edits.first(where: { $0.word.hasPrefix(word) }) else {
            throw AnswerCheck.Refusal(hints: ["one of: again, url, directory, application, secret, later"])
        }
        self.edit(edit.question)
    }

    private static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "y", "yes": true
        case "n", "no": false
        default: nil
        }
    }

    /// The short name that a name suggests: `Acme Oy` is `acme-oy`.
    static func slug(of name: String) -> String? {
        let plain = name.folding(options: .diacriticInsensitive, locale: Locale(identifier: "en_US_POSIX")).lowercased()
        let words = plain.unicodeScalars.split { !("a"..."z").contains($0) && !("0"..."9").contains($0) }
        let slug = words.map { String($0) }.joined(separator: "-").prefix(Slug.lengths.upperBound)
        let ended = slug.hasSuffix("-") ? slug.dropLast() : slug
        return Slug(parsing: String(ended))?.text
    }
}

extension Onboarding {
    private mutating func takePools(_ text: String, for question: OnboardingQuestion) throws(AnswerCheck.Refusal) {
        switch question {
        case .poolsFile:
            guard !text.isEmpty else {
                self.answers.arePoolsTyped = true
                return
            }
            self.answers.pools = try PoolFile.read(text, region: self.region)
            self.completePools()
        case .poolNumber:
            guard !text.isEmpty else { return self.completePools() }
            let number = try AnswerCheck.number(text, region: self.region)
            let isTaken = self.answers.pools.contains { $0.value(at: "number")?.text == number }
            guard !isTaken else { throw AnswerCheck.Refusal(hints: ["\(number) has been typed already"]) }
            self.answers.pool = PoolDraft(number: number)
        default:
            guard var pool = self.answers.pool else { return }
            switch question {
            case .poolName: pool.name = text
            case .poolTarget: pool.target = try self.optionalNumber(text)
            default:
                pool.otherwise = text == "default" ? OptionalAnswer.none : try self.optionalNumber(text)
            }
            // A target that is the pool itself is found here, where it can still be typed again.
            try AnswerCheck.check(.list([pool.document]), at: ["pools"], region: self.region)
            self.answers.pool = pool
            guard pool.otherwise != nil else { return }
            self.answers.pools.append(pool.document)
            self.answers.pool = nil
        }
    }
}
