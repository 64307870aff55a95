/// A change of some members of a tenant, all else staying as it is: of its document, of its note, or of both.
public struct TenantPatch: Sendable {
    /// What becomes of the note.
    public enum Note: Hashable, Sendable {
        /// It stays.
        case kept
        /// It is this now.
        case set(TenantNote)
        /// There is none any more.
        case cleared
    }

    /// Makes of the document's JSON what it shall be, without checking it.
    public typealias Patching = @Sendable (String) throws -> String

    let note: Note
    let patching: Patching?

    /// Says what changes.
    ///
    /// - Parameter patching: Makes of the document's JSON what it shall be; `nil` leaves the document alone, also one that
    ///   this version of Hookswitch cannot read.
    public init(note: Note = .kept, patching: Patching? = nil) {
        self.note = note
        self.patching = patching
    }
}
