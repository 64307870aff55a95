import Foundation
import Hookswitch
import Yams

/// Pools as they stand in a file: the list `pools` of a tenant document in YAML or JSON, or a table in CSV.
enum PoolFile {
    /// Reads the pools of a file.
    ///
    /// - Throws: ``AnswerCheck/Refusal`` with each mistake and where it is.
    static func read(_ path: String, region: String?) throws(AnswerCheck.Refusal) -> [DocumentValue] {
        let path = path.hasPrefix("~/") ? NSString(string: path).expandingTildeInPath : path
        let text: String
        do throws(CommandFailure) {
            text = try InputFile(path: path).text()
        } catch {
            throw AnswerCheck.Refusal(hints: ([error.problem.title] + error.reasons).compactMap(\.self))
        }
        let isTable = path.lowercased().hasSuffix(".csv")
        let pools = isTable ? try PoolTable(text).pools : try Self.list(text)
        guard !pools.isEmpty else { throw AnswerCheck.Refusal(hints: ["there is no pool in \(path)"]) }
        try AnswerCheck.check(.list(pools), at: ["pools"], region: region)
        return pools
    }

    private static func list(_ text: String) throws(AnswerCheck.Refusal) -> [DocumentValue] {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw AnswerCheck.Refusal(hints: ["it is neither YAML nor, by its name, CSV"])
        }
        guard let root else { return [] }
        let value = DocumentValue(root)
        if case .list(let pools) = value { return pools }
        guard case .list(let pools)? = value.value(at: "pools") else {
            throw AnswerCheck.Refusal(hints: ["a list of pools is expected, or a document with the member pools"])
        }
        return pools
    }
}

extension DocumentValue {
    /// The value of a node of YAML, numbers as they are written.
    init(_ node: Node) {
        switch node {
        case .scalar(let scalar): self = scalar.string.isEmpty ? .null : .text(scalar.string)
        case .sequence(let sequence): self = .list(sequence.map { DocumentValue($0) })
        case .mapping(let mapping):
            let members = mapping.map { ($0.key.scalar?.string ?? "", DocumentValue($0.value)) }
            self = .members(Dictionary(members) { $1 })
        case .alias: self = .null
        }
    }
}
