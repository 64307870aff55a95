import Foundation

extension AuditRecord {
    /// What the canonical form begins with, so that no other thing of ours has the same bytes.
    private static let domain = Array("hookswitch audit record 1\n".utf8)

    /// The bytes that are hashed, version 1. Integers are big-endian.
    ///
    /// The domain `hookswitch audit record 1` and a line feed · tenant, 16 bytes · sequence, 8 · hash before, 32 · record's
    /// identity, 16 · microseconds since 1970, 8 · actor, text · token's identity, optional 16 · source, optional text ·
    /// request, optional text · action, text · subject, text · before, optional value · after, optional value · reason,
    /// optional text.
    ///
    /// A text is its length in bytes, 4, and UTF-8. What is optional is a byte 0, or a byte 1 and the thing. A value is a
    /// letter and what follows it: `n` null · `t` true · `f` false · `i` an integer, 8 · `d` the bits of a double, 8 · `s`
    /// a text · `a` the count, 4, and each element · `o` the count, 4, and each member's name as text and its value, in
    /// the order of the names' bytes. A number is `i` if it is whole and 64 bits hold it.
    var canonicalBytes: [UInt8] {
        var form = CanonicalForm(Self.domain)
        form.append(bytes: self.chain.uuid.bytes)
        form.append(self.sequence)
        form.append(bytes: self.previousHash.bytes)
        form.append(bytes: self.id.uuid.bytes)
        form.append(self.recordedAt.microseconds)
        form.append(self.actor.text)
        form.append(optional: self.actor.tokenID) { form, id in form.append(bytes: id.bytes) }
        form.append(optional: self.origin.source) { form, text in form.append(text) }
        form.append(optional: self.origin.requestID) { form, text in form.append(text) }
        form.append(self.action)
        form.append(self.subject)
        form.append(optional: self.before) { form, value in form.append(value) }
        form.append(optional: self.after) { form, value in form.append(value) }
        form.append(optional: self.origin.reason) { form, text in form.append(text) }
        return form.bytes
    }
}
