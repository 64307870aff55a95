import Hookswitch
import Routing

/// What a CRM would say of a caller, as a client writes it.
struct FixtureRequest: Decodable {
    enum CodingKeys: CodingKey, CaseIterable { case records, failure }

    /// A record that has the caller's number. Its name is for who reads the file.
    struct Record: Decodable {
        enum CodingKeys: CodingKey, CaseIterable { case table, name }

        let table: DirectoryTable

        init(from decoder: any Decoder) throws {
            try decoder.refuseUnknownMembers(but: CodingKeys.self)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            _ = try container.decodeIfPresent(String.self, forKey: .name)
            guard let table = DirectoryTable(rawValue: try container.decode(String.self, forKey: .table)) else {
                let names = DirectoryTable.allCases.map(\.rawValue).joined(separator: ", ")
                let path = decoder.codingPath + [CodingKeys.table]
                throw Problem(at: path, code: "wrong_value", "one of \(names) is expected")
            }
            self.table = table
        }
    }

    let fixture: CallerFixture

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownMembers(but: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let records = try container.decodeIfPresent([Record].self, forKey: .records) ?? []
        guard records.count <= CallerFixture.maximumRecordCount else {
            let expected = "at most \(CallerFixture.maximumRecordCount) records are expected"
            throw Problem(at: decoder.codingPath + [CodingKeys.records], code: "wrong_value", expected)
        }
        let text = try container.decodeIfPresent(String.self, forKey: .failure)
        let failure = text.flatMap(DirectoryFailure.init(rawValue:))
        guard (text == nil) == (failure == nil) else {
            let names = DirectoryFailure.allCases.map(\.rawValue).joined(separator: ", ")
            let path = decoder.codingPath + [CodingKeys.failure]
            throw Problem(at: path, code: "wrong_value", "one of \(names) is expected")
        }
        self.fixture = CallerFixture(records: records.map(\.table), failure: failure)
    }
}
