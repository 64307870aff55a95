import Dynamics
import Foundation
import Routing

/// How the directory was asked for a call, as it is kept with the decision. It has no number in it.
public struct LookupRecord: Codable, Hashable, Sendable {
    /// Where the answer came from.
    public enum Source: String, Codable, Hashable, Sendable {
        /// It was remembered.
        case cache
        /// The CRM was asked.
        case crm
        /// Nobody could be asked.
        case none
    }

    /// One request to the CRM.
    public struct Request: Codable, Hashable, Sendable {
        /// The table asked.
        public let table: String
        /// Whether it was the search within columns.
        public let fallback: Bool
        /// The answer's HTTP status, if one came.
        public let status: Int?
        /// How many rows of the answer counted.
        public let rows: Int?
        /// How long it took, in microseconds.
        public let microseconds: Int
        /// Why it failed, safe to show.
        public let error: String?
    }

    /// The entry found.
    public struct Match: Codable, Hashable, Sendable {
        /// Its table.
        public let table: String
        /// Its identity in the CRM.
        public let row: String
        /// The column that holds the number.
        public let column: String
    }

    /// Where the answer came from.
    public let source: Source
    /// The entry found.
    public var match: Match?
    /// Why there is no answer, safe to show.
    public var error: String?
    /// In how many notations the number was searched.
    public var notations: Int?
    /// How long getting an access token took, in microseconds; `nil` if one was held.
    public var tokenMicroseconds: Int?
    /// The requests.
    public var requests: [Request]?
    /// How long it took in all, in microseconds.
    public var microseconds: Int?

    enum CodingKeys: String, CodingKey {
        case source, match, error, notations, requests, microseconds
        case tokenMicroseconds = "token_microseconds"
    }

    init(source: Source, error: String? = nil) {
        self.source = source
        self.error = error
    }

    /// The answer was remembered.
    static let cached = LookupRecord(source: .cache)

    private static let cachedJSON = #"{"source":"cache"}"#

    /// The record as one JSON object.
    var json: String? {
        // The common case is a constant: encoding it for each call would cost more than the rest of the decision.
        guard self.source != .cache else { return Self.cachedJSON }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Text, integers and Booleans always encode.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension LookupRecord {
    /// Keeps what the directory answered.
    init(_ answer: DirectoryAnswer) {
        self.init(source: .crm)
        switch answer.outcome {
        case .match(let match):
            self.match = Match(table: match.table.rawValue, row: match.rowID, column: match.column)
        case .failed(let error):
            self.error = error.description
        case .none, .ambiguous:
            break
        }
        self.notations = answer.trace.notationCount
        self.tokenMicroseconds = answer.trace.tokens.first { !$0.wasHeld }?.microseconds
        self.requests = answer.trace.requests.map { step in
            Request(
                table: step.table.rawValue,
                fallback: step.isFallback,
                status: step.status,
                rows: step.rowCount,
                microseconds: step.microseconds,
                error: step.error?.description
            )
        }
        self.microseconds = answer.trace.microseconds
    }
}

extension LookupRecord {
    /// Reads what ``json`` wrote; `nil` for anything else.
    init?(json: String) {
        guard let record = try? JSONDecoder().decode(LookupRecord.self, from: Data(json.utf8)) else { return nil }
        self = record
    }
}
