/// How one entry of the spool lies in its file: a frame of little-endian numbers.
///
/// ```
/// 4  length of the body
/// 4  CRC-32C of the body
///    body: 1 version · 1 kind · 2 choice · 1 presence · 3 zeros · 8 sequence · fields of the kind
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

    /// The first eight bytes of a body.
    struct Prefix {
        let version: UInt8
        let kind: UInt8
        let choice: Int16
        let presence: Presence

        init(kind: UInt8, choice: Int16, presence: Presence) {
            self.version = SpoolFrame.version
            self.kind = kind
            self.choice = choice
            self.presence = presence
        }

        /// Takes the bytes apart, read as a number.
        init(_ word: UInt64) {
            self.version = UInt8(truncatingIfNeeded: word)
            self.kind = UInt8(truncatingIfNeeded: word >> 8)
            self.choice = Int16(truncatingIfNeeded: word >> 16)
            self.presence = Presence(rawValue: UInt8(truncatingIfNeeded: word >> 32))
        }

        /// The bytes as they lie in memory.
        var word: UInt64 {
            let choice = UInt64(UInt16(bitPattern: self.choice))
            let word =
                UInt64(self.version) | UInt64(self.kind) << 8 | choice << 16 | UInt64(self.presence.rawValue) << 32
            return word.littleEndian
        }
    }

    /// The layout that this binary writes, and the only one that it reads.
    static let version: UInt8 = 1
    /// Length and checksum.
    static let headByteCount = 8
    /// Prefix and sequence.
    static let minimumBodyByteCount = 16
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
