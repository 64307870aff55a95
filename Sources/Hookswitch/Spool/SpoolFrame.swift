/// How one entry of the spool lies in its file: a frame of little-endian numbers.
///
/// ```
/// 4  length of the body
/// 4  CRC-32C of the body
///    body: 1 version · 1 kind · 8 sequence · fields of the kind
/// ```
///
/// A file has frames alone. Its name says whose they are, and the sequences in it rise.
enum SpoolFrame {
    /// What a frame holds.
    enum Kind: UInt8 {
        /// A decision.
        case decision = 1
        /// How many decisions could not be written.
        case gap = 2
    }

    /// Which optional fields of a decision are there, as bits.
    struct Presence: OptionSet {
        let rawValue: UInt8

        static let pool = Presence(rawValue: 1)
        static let target = Presence(rawValue: 2)
        static let caller = Presence(rawValue: 4)
        static let sealedCaller = Presence(rawValue: 8)
        static let callID = Presence(rawValue: 16)
        static let targetID = Presence(rawValue: 32)
        static let lookup = Presence(rawValue: 64)
    }

    /// The layout that this binary writes, and the only one that it reads.
    static let version: UInt8 = 1
    /// Length and checksum.
    static let headByteCount = 8
    /// Version, kind and sequence.
    static let minimumBodyByteCount = 10
    /// Four times what a decision with every field at its ceiling takes. A greater length is no length but damage.
    static let maximumBodyByteCount = 128 << 10
    /// The ceiling of a text of a call. The webhook takes at most 128 bytes, so this cuts nothing that came that way.
    static let maximumTextByteCount = 1024
    /// The ceiling of a lookup's JSON; a longer one is left out, for the decision counts more than how it came about.
    static let maximumLookupByteCount = 16 << 10
    /// The ceiling of the sealed number, which has about 60 bytes.
    static let maximumSealedByteCount = 4096
    /// What `choice` says where nothing in the pool chose.
    static let noChoice = Int16.min
    /// What `choice` says, here and in the table `decision`, where the pool's `otherwise` chose.
    static let otherwise: Int16 = -1
}
