import Foundation
import Hookswitch

/// A file of tenants on its way to the server: read and checked here, where the lines and the secrets are.
struct ImportSource: Sendable {
    /// What messages call the file.
    let name: String
    /// The file.
    let file: ImportFile
    /// What it is known by.
    let origin: ImportOrigin
    /// Its rows, read as documents.
    let rows: [ReadImportRow]

    /// Reads a file.
    ///
    /// - Throws: A ``CommandFailure`` if it cannot be read as rows at all.
    init(_ input: InputFile, format: ImportFormat, allowInlineSecrets: Bool) throws {
        let secrets = SecretResolution.local(
            environment: ProcessInfo.processInfo.environment,
            allowInline: allowInlineSecrets
        )
        self.name = input.name
        let text = try input.text()
        let bytes = Array(text.utf8)
        self.origin = ImportOrigin(format: format, content: bytes)
        do throws(ImportRefusal) {
            self.file = try ImportFile(parsing: bytes, as: format, secrets: secrets)
        } catch {
            throw Self.failure(of: input.name, error.issues)
        }
        self.rows = self.file.documents(egress: nil)
    }

    /// What is sent: each row in a line, with the secret that it refers to, or with what is wrong with it.
    ///
    /// - Throws: A ``CommandFailure`` if none is right.
    func content() throws -> [UInt8] {
        guard self.rows.contains(where: { $0.document != nil }) else {
            throw Self.failure(of: self.name, self.rows.flatMap(\.issues))
        }
        return Array(try self.rows.map { try $0.sent() }.joined().utf8)
    }

    private static func failure(of name: String, _ issues: [ImportIssue]) -> CommandFailure {
        var failure = CommandFailure(.failed, code: "invalid_document", "\(name) was refused, and nothing was changed")
        failure.source = name
        failure.problem.errors = issues.map { issue in
            Problem.Issue(
                line: issue.line,
                pointer: issue.pointer,
                path: issue.path,
                code: issue.code,
                detail: issue.detail
            )
        }
        return failure
    }
}
