import Foundation

/// The problem document by which a calls listener refuses a request: what tells a Hookswitch from anything else.
struct RefusalDocument: Decodable {
    /// The problem's stable name.
    let code: String

    private enum CodingKeys: CodingKey { case type, code }

    /// Reads a body; `nil` if it is no such document.
    init?(_ body: [UInt8]) {
        guard let document = try? JSONDecoder().decode(Self.self, from: Data(body)) else { return nil }
        self = document
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.code = try container.decode(String.self, forKey: .code)
        let type = try container.decode(String.self, forKey: .type)
        guard type == "/problems/\(self.code)" else {
            throw DecodingError.dataCorruptedError(forKey: .type, in: container, debugDescription: "another program's")
        }
    }
}
