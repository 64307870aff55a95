import Foundation

extension FaultDocument {
    /// Reads one fault or a list of them; a member that no fault has is refused.
    static func read(_ body: [UInt8]) throws(ControlFailure) -> [FaultDocument] {
        let data = Data(body)
        do {
            let isList = body.first { $0 > 0x20 } == UInt8(ascii: "[")
            let documents =
                isList
                ? try JSONDecoder().decode([FaultDocument].self, from: data)
                : [try JSONDecoder().decode(FaultDocument.self, from: data)]
            let names =
                isList
                ? try JSONDecoder().decode([MemberNames].self, from: data)
                : [try JSONDecoder().decode(MemberNames.self, from: data)]
            for name in names.flatMap(\.names) where !Self.members.contains(name) {
                throw ControlFailure(status: 400, message: "\(name): unknown member")
            }
            return documents
        } catch let failure as ControlFailure {
            throw failure
        } catch let DecodingError.typeMismatch(_, context) {
            throw ControlFailure(status: 400, message: Self.text(context, "has the wrong type"))
        } catch let DecodingError.keyNotFound(key, _) {
            throw ControlFailure(status: 400, message: "\(key.stringValue): missing")
        } catch {
            throw ControlFailure(status: 400, message: "expected a fault or a list of faults in JSON")
        }
    }

    private static func text(_ context: DecodingError.Context, _ problem: String) -> String {
        let path = context.codingPath.map(\.stringValue).joined(separator: ".")
        return "\(path.isEmpty ? "fault" : path): \(problem)"
    }
}

/// The names of an object's members, whatever their values.
private struct MemberNames: Decodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    let names: [String]

    init(from decoder: any Decoder) throws {
        self.names = try decoder.container(keyedBy: Key.self).allKeys.map(\.stringValue)
    }
}
