import Hookswitch
import Routing

/// A call to be explained: what the telephony cloud would send as `anum`, `bnum` and `targetid`, the rules that it is put to,
/// and where its caller is found.
struct ExplainRequest: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case from, to, document, version, crm, fixture
        case targetID = "targetid"
    }

    /// Where the caller is found.
    private enum CRM: String, CaseIterable { case live, cache, fixture }

    /// The longest text of a number in bytes; the webhook takes no longer ones.
    static let maximumNumberLength = 64
    /// The longest tag of a queue in bytes, as in the webhook.
    static let maximumTargetLength = 128

    let question: CallQuestion
    /// A tenant document that is not applied; its own reader checks it.
    let document: [String: JSONValue]?
    /// A stored version of the document.
    let version: Int32?

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownMembers(but: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let (from, to) = (
            try container.decode(String.self, forKey: .from), try container.decode(String.self, forKey: .to)
        )
        let targetID = try container.decodeIfPresent(String.self, forKey: .targetID)
        self.document = try container.decodeIfPresent([String: JSONValue].self, forKey: .document)
        self.version = try container.decodeIfPresent(Int32.self, forKey: .version)
        let texts: [(CodingKeys, String, Int)] = [
            (.from, from, Self.maximumNumberLength), (.to, to, Self.maximumNumberLength),
            (.targetID, targetID ?? "", Self.maximumTargetLength),
        ]
        for (key, text, length) in texts {
            let isPlain = !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
            guard isPlain, text.utf8.count <= length else {
                let noun = key == .targetID ? "a text" : "a number"
                let expected = "\(noun) of at most \(length) bytes, without control characters"
                throw Problem(at: decoder.codingPath + [key], code: "wrong_value", "expected is \(expected)")
            }
        }
        guard self.version == nil || self.document == nil else {
            throw Problem(at: [CodingKeys.version], code: "wrong_value", "it is a version or a document, not both")
        }
        guard self.version ?? 1 > 0 else {
            throw Problem(at: [CodingKeys.version], code: "wrong_value", "versions begin with 1")
        }
        self.question = CallQuestion(from: from, to: to, targetID: targetID, source: try Self.source(in: container))
    }

    private static func source(in container: KeyedDecodingContainer<CodingKeys>) throws -> CallQuestion.Source {
        let fixture = try container.decodeIfPresent(FixtureRequest.self, forKey: .fixture)?.fixture
        let text = try container.decodeIfPresent(String.self, forKey: .crm)
        let names = CRM.allCases.map(\.rawValue).joined(separator: ", ")
        guard let crm = text == nil ? (fixture == nil ? .live : .fixture) : text.flatMap(CRM.init(rawValue:)) else {
            throw Problem(at: [CodingKeys.crm], code: "wrong_value", "one of \(names) is expected")
        }
        switch (crm, fixture) {
        case (.fixture, .some(let fixture)): return .fixture(fixture)
        case (.fixture, nil):
            throw Problem(at: [CodingKeys.fixture], code: "missing_member", "it is required where `crm` is fixture")
        case (_, .some):
            throw Problem(at: [CodingKeys.crm], code: "wrong_value", "with `fixture` it is fixture, or absent")
        case (.live, nil): return .live
        case (.cache, nil): return .cache
        }
    }
}
