import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// Tenants as a file that an import takes.
struct ExportController: Sendable {
    let export: TenantExport

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/exports", "exportTenants", needs: .tenantsRead, self.write)
                .answering(with: "application/yaml", "application/x-ndjson", "text/csv")
        ]
    }

    private func write(_ request: AuthenticatedRequest) async throws -> Response {
        let format = try Self.format(of: request)
        let sender = request.sender
        // Whatever keeps it from beginning is told before the answer begins; what ends it later cuts the answer off.
        let first = try await self.export.page(format, after: nil, for: sender)
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: first.text))
            var next = first.next
            while let after = next {
                let page = try await self.export.page(format, after: after, for: sender)
                try await writer.write(ByteBuffer(string: page.text))
                next = page.next
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [.contentType: format.mediaType + "; charset=utf-8"],
            body: body
        )
    }

    /// What the query says, which the client has to take then; else what the client likes best.
    private static func format(of request: AuthenticatedRequest) throws(Problem) -> ImportFormat {
        let accepted = AcceptedTypes(of: request.request)
        if let format = try request.query(allowing: ["format"]).choice("format", of: ImportFormat.self) {
            try accepted.require(oneOf: [format.mediaType])
            return format
        }
        let type = accepted.best(of: ImportFormat.allCases.map(\.mediaType))
        return ImportFormat.allCases.first { $0.mediaType == type } ?? .yaml
    }
}
