import Foundation
import Routing

extension TenantDocumentReading {
    /// Reads `entra.credential.secret`, and fetches it from where it says.
    mutating func secret(_ node: DocumentNode, at path: DocumentPath) -> Secret? {
        switch self.secrets {
        case .inlineOnly:
            guard let members = self.reader.members(of: node, at: path, allowing: ["value"]) else { return nil }
            return self.reader.required("value", in: members, of: node, at: path).flatMap { node in
                self.check(node, at: path.member("value"))
            }
        case .unread: return nil
        case .local(let environment, let allowInline):
            if case .text = node.value {
                guard allowInline else {
                    let detail =
                        "a secret does not belong in a file; write { env: NAME } or { file: PATH }, "
                        + "or allow it with --allow-inline-secrets"
                    self.reader.note("inline_secret", at: path, line: node.line, detail)
                    return nil
                }
                return self.check(node, at: path)
            }
            return self.reference(node, at: path, environment: environment)
        }
    }

    private mutating func reference(
        _ node: DocumentNode,
        at path: DocumentPath,
        environment: [String: String]
    ) -> Secret? {
        guard let members = self.reader.members(of: node, at: path, allowing: ["env", "file"]) else { return nil }
        switch (members["env"]?.value, members["file"]?.value) {
        case (.text(let name), nil):
            guard let value = environment[name], !value.isEmpty else {
                self.reader.note("missing_secret", at: path, line: node.line, "the environment has no \(name)")
                return nil
            }
            return self.check(DocumentNode(line: node.line, value: .text(value)), at: path)
        case (nil, .text(let file)):
            guard let data = FileManager.default.contents(atPath: file),
                data.count <= TenantDocumentLimits.maximumSecretLength + 2
            else {
                self.reader.note("missing_secret", at: path, line: node.line, "the file \(file) cannot be read")
                return nil
            }
            // Editors end a file with a line break; no secret of Entra's does.
            let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
            return self.check(DocumentNode(line: node.line, value: .text(text)), at: path)
        default:
            self.reader.note("wrong_value", at: path, line: node.line, "expected is { env: NAME } or { file: PATH }")
            return nil
        }
    }

    private mutating func check(_ node: DocumentNode, at path: DocumentPath) -> Secret? {
        let refusal: CredentialRefusal
        if case .text(let text) = node.value {
            do throws(CredentialRefusal) {
                let secret = Secret(text)
                try CredentialRefusal.check(secret)
                return secret
            } catch {
                refusal = error
            }
        } else {
            refusal = .notASecret
        }
        self.reader.note(refusal.code, at: path, line: node.line, "\(refusal)")
        return nil
    }
}
