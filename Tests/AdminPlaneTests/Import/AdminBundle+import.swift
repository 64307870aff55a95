import Foundation
import HTTPTypes
import Hookswitch
import HummingbirdTesting
import Testing

@testable import AdminPlane

extension AdminBundle {
    /// Sends a file of tenants to be planned.
    func plan(
        _ file: String,
        type: String = "application/x-ndjson",
        headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        headers[.contentType] = type
        return try await self.send(.post, "/api/v1/imports?mode=plan", json: file, headers: headers)
    }

    /// Plans a file that can be planned.
    func planned(_ file: String, type: String = "application/x-ndjson") async throws -> String {
        let response = try await self.plan(file, type: type)
        #expect(response.status == .created, "\(response.text)")
        return try response.importID
    }

    /// Applies a plan.
    func applyImport(_ id: String) async throws -> TestResponse {
        try await self.send(.post, "/api/v1/imports/\(id)/apply")
    }

    /// The rows of a plan.
    func items(_ id: String, query: String = "") async throws -> TestResponse {
        try await self.send(.get, "/api/v1/imports/\(id)/items" + query)
    }
}

extension SampleDocument {
    /// A tenant in one line.
    static func line(slug: String, name: String = "Acme Oy", target: String = "+35853445657") -> String {
        self.json(slug: slug, name: name, target: target).replacing("\n", with: "")
    }

    /// Tenants, a line each.
    static func lines(_ slugs: [String], name: String = "Acme Oy") -> String {
        slugs.map { self.line(slug: $0, name: name) + "\n" }.joined()
    }
}

extension TestResponse {
    /// The name of the import that was planned.
    var importID: String {
        get throws {
            guard case .text(let id)? = try self.members["id"] else { return "" }
            return id
        }
    }

    /// A member of each row of a list, as text.
    func each(_ name: String) throws -> [String] {
        guard case .list(let data)? = try self.members["data"] else { return [] }
        return data.compactMap { row in
            if case .members(let members) = row, case .text(let text)? = members[name] { text } else { nil }
        }
    }

    /// The codes of all issues of a list of rows.
    var issueCodes: [String] {
        get throws { try self.issueTexts("code") }
    }

    /// A member of each issue of a list of rows.
    func issueTexts(_ name: String) throws -> [String] {
        guard case .list(let data)? = try self.members["data"] else { return [] }
        return data.flatMap { row -> [String] in
            guard case .members(let members) = row, case .list(let issues)? = members["issues"] else { return [] }
            return issues.compactMap { issue in
                if case .members(let members) = issue, case .text(let text)? = members[name] { text } else { nil }
            }
        }
    }

    /// How many rows are how far.
    func count(_ status: String) throws -> Int64 {
        guard case .members(let statuses)? = try self.members["statuses"], case .integer(let count)? = statuses[status]
        else { return -1 }
        return count
    }
}
