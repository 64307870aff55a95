/// The bodies that tests read.
enum Answers {
    struct Token: Decodable {
        let access_token: String
        let token_type: String
        let expires_in: Int
    }

    struct TokenOfV1: Decodable {
        let access_token: String
        let expires_in: String
        let expires_on: String
        let resource: String
    }

    struct EntraError: Decodable {
        let error: String
        let error_description: String
        let error_codes: [Int]
        let timestamp: String
        let trace_id: String
        let correlation_id: String
        let error_uri: String
    }

    struct DataverseError: Decodable {
        struct Inner: Decodable {
            let code: String
            let message: String
        }

        let error: Inner
    }

    struct Rows: Decodable {
        struct Row: Decodable {
            let contactid: String?
            let fullname: String?
            let telephone1: String?
        }

        enum CodingKeys: String, CodingKey {
            case value
            case context = "@odata.context"
            case count = "@odata.count"
            case nextLink = "@odata.nextLink"
        }

        let value: [Row]
        let context: String
        let count: Int?
        let nextLink: String?

        var names: [String] { self.value.compactMap(\.fullname) }
    }
}
