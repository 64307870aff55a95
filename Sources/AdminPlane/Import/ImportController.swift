import HTTPTypes
import Hookswitch
import Hummingbird

/// Imports: planned from a file, looked at row by row, and applied.
struct ImportController: Sendable {
    /// How many rows a page may have.
    static let pageLimits = 1...ImportService.maximumPageSize
    /// How many a page has when nothing is said.
    static let pageLimit = 50

    let imports: ImportService
    /// Reads files, which are larger than other bodies.
    let files: RequestBodyReader
    /// Plans a file once that is sent several times.
    let once: IdempotencyGate

    var routes: [AdminRoute] {
        [
            AdminRoute(.post, "/api/v1/imports", "planImport", needs: .importTenants, self.plan),
            AdminRoute(.get, "/api/v1/imports", "listImports", needs: .importTenants, self.list),
            AdminRoute(.get, "/api/v1/imports/{id}", "getImport", needs: .importTenants, self.show),
            AdminRoute(.get, "/api/v1/imports/{id}/items", "listImportItems", needs: .importTenants, self.items),
            AdminRoute(.post, "/api/v1/imports/{id}/apply", "applyImport", needs: .importTenants, self.apply)
                .answering(with: "application/json", EventStream.type),
        ]
    }

    /// What can be done with a file that is sent: it is planned, and applied by the plan's name.
    private enum Mode: String, CaseIterable {
        case plan
    }

    private func plan(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["dry_run", "file_format", "file_sha256", "mode"])
        _ = try query.choice("mode", of: Mode.self)
        let isDryRun = try query.flag("dry_run")
        let format = try Self.format(of: request.request)
        return try await self.once.answer(request, dryRun: isDryRun) { request in
            let bytes = try await self.files.collect(request.request)
            let file = try self.imports.read(bytes, as: format)
            let origin = try Self.origin(query, of: bytes, as: format)
            guard !isDryRun else {
                return try Answer(try await self.imports.tryPlan(file, of: origin, by: request.sender))
            }
            return try Answer(try await self.imports.plan(file, of: origin, by: request.sender), status: .created)
        }
    }

    private func list(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["after", "limit"])
        let after = query["after"].flatMap { ImportID(parsing: $0) }
        if query["after"] != nil, after == nil {
            throw QueryParameters.invalid("after", code: "wrong_value", "it is the next_cursor of the page before")
        }
        let page = try await self.imports.list(
            limit: try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit),
            after: after,
            for: request.sender
        )
        return try ListPage(page.data, next: page.next).response(path: "/api/v1/imports", query: query)
    }

    private func show(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        return try JSONAnswer.response(try await self.imports.show(try Self.id(in: request), for: request.sender))
    }

    private func items(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["action", "after", "limit", "status"])
        let id = try Self.id(in: request)
        let page = try await self.imports.items(
            of: id,
            status: try query.choice("status", of: ImportStatus.self),
            action: try query.choice("action", of: ImportAction.self),
            limit: try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit),
            after: query["after"] == nil
                ? nil : Int32(try query.integer("after", in: 0...Int(Int32.max), default: 0)),
            for: request.sender
        )
        return try ListPage(page.data, next: page.next.map(String.init))
            .response(path: "/api/v1/imports/\(id)/items", query: query)
    }

    private func apply(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["concurrency", "dry_run"])
        let isDryRun = try query.flag("dry_run")
        let concurrency = try query.integer(
            "concurrency",
            in: ImportLimits.concurrentRowCounts,
            default: ImportLimits.concurrentRowCount
        )
        let id = try Self.id(in: request)
        try await self.files.readNothing(from: request.request)
        let accepted = AcceptedTypes(of: request.request).best(of: ["application/json", EventStream.type])
        let run = try await self.imports.prepareApply(
            id,
            by: request.sender,
            dryRun: isDryRun,
            concurrency: concurrency
        )
        guard accepted == EventStream.type else {
            guard !isDryRun else { return try JSONAnswer.response(try await run.tryOut()) }
            return try JSONAnswer.response(try await run.run())
        }
        return EventStream.response { events in
            var writer = events
            if isDryRun {
                let result = try await run.tryOut { try await writer.send("item", $0) }
                try await writer.send("result", result)
            } else {
                let result = try await run.run { try await writer.send("item", $0) }
                try await writer.send("result", result)
            }
            events = writer
        }
    }

    private static func id(in request: AuthenticatedRequest) throws(ImportError) -> ImportID {
        guard let id = ImportID(parsing: request.id) else { throw .unknownPlan }
        return id
    }

    /// The file that the rows come from: what the query says of it, else the body.
    private static func origin(
        _ query: QueryParameters,
        of bytes: [UInt8],
        as format: ImportFormat
    ) throws(Problem) -> ImportOrigin {
        let named = try query.choice("file_format", of: ImportFormat.self) ?? format
        guard let digest = query["file_sha256"] else { return ImportOrigin(format: named, content: bytes) }
        guard let origin = ImportOrigin(format: named, sha256: digest) else {
            throw QueryParameters.invalid("file_sha256", code: "wrong_value", "it is 64 of 0-9 and a-f")
        }
        return origin
    }

    private static func format(of request: Request) throws(Problem) -> ImportFormat {
        let types = request.headers[values: .contentType]
        let type = types.count == 1 ? types[0].prefix { $0 != ";" && $0 != " " }.lowercased() : ""
        let isPlain = request.headers[values: .contentEncoding].allSatisfy { $0.lowercased() == "identity" }
        guard isPlain, let format = ImportFormat.allCases.first(where: { $0.mediaType == type }) else {
            let expected = ImportFormat.allCases.map(\.mediaType).joined(separator: ", ")
            throw Problem(
                .unsupportedMediaType,
                isPlain ? "The body's Content-Type is none of \(expected)." : "The body is encoded.",
                fix: isPlain ? "Send the header `Content-Type` with one of these." : "Send it without Content-Encoding."
            )
        }
        return format
    }
}
