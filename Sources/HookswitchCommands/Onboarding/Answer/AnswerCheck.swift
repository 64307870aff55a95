import Hookswitch
import Routing

/// Checks an answer the moment it is typed, by the rules by which the server reads documents: within a document in which
/// all else is right.
enum AnswerCheck {
    /// Why an answer will not do, for whoever typed it.
    struct Refusal: Error, Hashable, Sendable {
        /// What was expected, a line for each thing that is wrong.
        let hints: [String]
    }

    /// So many mistakes of a file are told; more are counted.
    private static let maximumHintCount = 5
    /// A GUID that stands for any.
    static let anyGUID = "00000000-0000-0000-0000-000000000000"

    /// A document in which everything is right.
    private static let sample = DocumentValue.members([
        "apiVersion": .text("hookswitch/v1"),
        "kind": .text("Tenant"),
        "slug": .text("sample"),
        "name": .text("Sample"),
        "region": .text("FI"),
        "dataverse": .members(["url": .text("https://sample.crm4.dynamics.com")]),
        "entra": .members(["tenant": .text(Self.anyGUID), "clientId": .text(Self.anyGUID)]),
    ])

    /// Checks one member.
    static func check(_ value: DocumentValue, at path: [String], region: String? = nil) throws(Refusal) {
        _ = try self.read(value, at: path, region: region)
    }

    /// The number that a text means in a region, in the form of E.164.
    static func number(_ text: String, region: String?) throws(Refusal) -> String {
        let pool = DocumentValue.members(["number": .text(text), "name": .text("sample")])
        let document = try self.read(.list([pool]), at: ["pools"], region: region)
        guard let number = document.pools.first?.number else { throw Refusal(hints: []) }
        return number.e164
    }

    private static func read(
        _ value: DocumentValue,
        at path: [String],
        region: String?
    ) throws(Refusal) -> TenantDocument {
        var document = Self.sample.replacing(path, with: value)
        if let region, path != ["region"] { document = document.replacing(["region"], with: .text(region)) }
        let text: String
        do {
            text = try document.jsonText
        } catch {
            throw Refusal(hints: ["it cannot be written as JSON"])
        }
        do {
            let documents = try TenantDocumentReader(secrets: .inlineOnly, egress: nil).read(text)
            guard let document = documents.first else { throw Refusal(hints: []) }
            return document
        } catch let refusal as DocumentRefusal {
            throw Refusal(hints: Self.hints(refusal, path: path))
        } catch {
            throw Refusal(hints: [])
        }
    }

    /// What was expected. Of a list each says where.
    private static func hints(_ refusal: DocumentRefusal, path: [String]) -> [String] {
        let place = path.joined(separator: ".")
        let hints = refusal.issues.prefix(Self.maximumHintCount).map { issue in
            if issue.code == "looks_like_secret_id" { return "that is the secret's ID; copy the column Value instead" }
            let isHere = issue.path == place || path == ["pools"] && issue.path.hasSuffix("[0].number")
            return isHere ? issue.detail : "\(issue.path): \(issue.detail)"
        }
        let more = refusal.issues.count - hints.count
        return more > 0 ? hints + ["and \(more) more"] : hints
    }
}
