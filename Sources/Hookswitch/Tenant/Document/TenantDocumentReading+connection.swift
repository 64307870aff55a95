import Dynamics
import Foundation
import Routing

extension TenantDocumentReading {
    /// Reads `dataverse`.
    mutating func dataverse(
        _ node: DocumentNode
    ) -> (
        url: String, lookup: TenantDocument.Lookup, fallback: TenantDocument.Fallback, tables: [DirectoryTable]
    )? {
        let path = DocumentPath().member("dataverse")
        let names = ["url", "lookup", "fallback", "tables"]
        guard let members = self.reader.members(of: node, at: path, allowing: names) else { return nil }
        let url = self.reader.required("url", in: members, of: node, at: path).flatMap {
            self.dataverseURL($0, at: path)
        }
        let lookup =
            members["lookup"].map { node in
                self.reader.word(node, at: path.member("lookup"), as: TenantDocument.Lookup.self)
            } ?? .live
        let fallback =
            members["fallback"].map { node in
                self.reader.word(node, at: path.member("fallback"), as: TenantDocument.Fallback.self)
            } ?? TenantDocument.Fallback.none
        let tables =
            members["tables"].map { self.tables($0, at: path.member("tables")) } ?? [.contact, .account, .lead]

        guard let url, let lookup, let fallback, let tables else { return nil }
        return (url, lookup, fallback, tables)
    }

    private mutating func dataverseURL(_ node: DocumentNode, at path: DocumentPath) -> String? {
        let path = path.member("url")
        let expected = "expected is the environment's address, such as https://acme.crm4.dynamics.com"
        guard let text = self.reader.text(node, at: path, maximumLength: 300, expected) else { return nil }
        guard let egress = self.egress else { return text }
        do {
            return try egress.dataverse(text).url
        } catch {
            // It is a sentence, which goes on here.
            let reason = "\(error)".hasSuffix(".") ? "\("\(error)".dropLast())" : "\(error)"
            self.reader.note("wrong_value", at: path, line: node.line, "\(reason); \(expected)")
            return nil
        }
    }

    private mutating func tables(_ node: DocumentNode, at path: DocumentPath) -> [DirectoryTable]? {
        let count = DirectoryTable.allCases.count
        guard let elements = self.reader.list(node, at: path, maximumCount: count) else { return nil }
        let tables = elements.enumerated().compactMap { index, node in
            self.reader.word(node, at: path.index(index), as: DirectoryTable.self)
        }
        guard Set(tables).count == elements.count, !tables.isEmpty else {
            if tables.count == elements.count {
                self.reader.note("wrong_value", at: path, line: node.line, "at least one table is expected, each once")
            }
            return nil
        }
        return tables
    }

    /// Reads `entra`.
    mutating func entra(
        _ node: DocumentNode
    ) -> (tenant: String, clientID: UUID, credential: TenantDocument.Credential?)? {
        let path = DocumentPath().member("entra")
        let names = ["tenant", "clientId", "credential"]
        guard let members = self.reader.members(of: node, at: path, allowing: names) else { return nil }
        let tenant = self.reader.required("tenant", in: members, of: node, at: path).flatMap { node in
            self.entraTenant(node, at: path.member("tenant"))
        }
        let clientID = self.reader.required("clientId", in: members, of: node, at: path).flatMap { node in
            self.reader.guid(node, at: path.member("clientId"))
        }
        let credential = members["credential"].flatMap { self.credential($0, at: path.member("credential")) }
        guard let tenant, let clientID else { return nil }
        return (tenant, clientID, credential)
    }

    /// A GUID or a domain: it becomes part of the token endpoint's path, so it is held to the letters of a host name.
    private mutating func entraTenant(_ node: DocumentNode, at path: DocumentPath) -> String? {
        if case .text(let text) = node.value, (3...253).contains(text.utf8.count) {
            let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            let isName = labels.allSatisfy { label in
                !label.isEmpty
                    && label.allSatisfy { byte in
                        switch byte {
                        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                            true
                        default: false
                        }
                    }
            }
            if isName, labels.count > 1 || UUID(uuidString: text) != nil { return text.lowercased() }
        }
        let expected = "expected is the directory's GUID or a verified domain such as acme.onmicrosoft.com"
        self.reader.note("wrong_value", at: path, line: node.line, expected)
        return nil
    }

    private mutating func credential(_ node: DocumentNode, at path: DocumentPath) -> TenantDocument.Credential? {
        guard !node.isNull else { return nil }
        let names = ["secret", "expiresAt"]
        guard let members = self.reader.members(of: node, at: path, allowing: names) else { return nil }
        let expiresAt = members["expiresAt"].flatMap { node in
            node.isNull ? nil : self.reader.time(node, at: path.member("expiresAt"))
        }
        let secret = members["secret"].flatMap { node in
            node.isNull ? nil : self.secret(node, at: path.member("secret"))
        }
        return TenantDocument.Credential(secret: secret, expiresAt: expiresAt)
    }
}
