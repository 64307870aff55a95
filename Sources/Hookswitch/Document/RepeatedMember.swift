import Foundation

/// A member that an object of a JSON text has once more: two readers might each believe another one, and the decoder drops one of
/// them and says nothing.
public struct RepeatedMember: Hashable, Sendable {
    /// The member's place, RFC 6901: `/pools/0/target`.
    public let pointer: String
    /// The same as people have it: `pools[0].target`.
    public let path: String

    /// How deep values may nest: the decoder takes no more than 512 and refuses the text.
    private static let maximumDepth = 512
    /// The most Unicode scalars of a name that are shown; no name of ours is longer.
    private static let maximumNameLength = 64

    private init(_ place: DocumentPath) {
        self.pointer = place.pointer
        self.path = place.text
    }

    /// An object or a list that is not at its end yet.
    private struct Container {
        /// The names so far; none in a list.
        var names: Set<String>?
        /// Where in it the reader stands.
        var name = ""
        var index = 0
        /// Whether the next text is a name.
        var awaitsName: Bool

        init(isObject: Bool) {
            self.names = isObject ? [] : nil
            self.awaitsName = isObject
        }

        /// A comma was read.
        mutating func next() {
            self.index += 1
            self.awaitsName = self.names != nil
        }

        /// Whether a text is the name of a member that was there before. Names are equal as the decoder has them: with escapes
        /// replaced, and however a character is composed.
        mutating func isRepeated(_ text: ArraySlice<UInt8>) -> Bool {
            guard self.awaitsName else { return false }
            self.awaitsName = false
            let written = String(decoding: text, as: UTF8.self)
            let quoted = Data("\"\(written)\"".utf8)
            self.name =
                text.contains(UInt8(ascii: "\\"))
                ? (try? JSONDecoder().decode(String.self, from: quoted)) ?? written : written
            return self.names?.insert(self.name).inserted == false
        }
    }

    /// Finds them.
    ///
    /// - Parameters:
    ///   - json: Text that a decoder has taken as JSON; of other text nothing that is said is of use.
    ///   - limit: How many are enough.
    public static func find(in json: [UInt8], limit: Int) -> [RepeatedMember] {
        var open: [Container] = []
        var found: [RepeatedMember] = []
        var position = 0
        while position < json.count, open.count <= Self.maximumDepth, found.count < limit {
            let byte = json[position]
            position += 1
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(Container(isObject: byte == UInt8(ascii: "{")))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
            case UInt8(ascii: ","): if !open.isEmpty { open[open.count - 1].next() }
            case UInt8(ascii: "\""):
                let text = Self.text(in: json, from: &position)
                if !open.isEmpty, open[open.count - 1].isRepeated(text) {
                    found.append(RepeatedMember(Self.place(in: open)))
                }
            default: break
            }
        }
        return found
    }

    /// What stands between the quotation marks, the second of which is passed.
    private static func text(in json: [UInt8], from position: inout Int) -> ArraySlice<UInt8> {
        let start = position
        while position < json.count, json[position] != UInt8(ascii: "\"") {
            position += json[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(position, json.count)
        position = end + 1
        return json[start..<end]
    }

    private static func place(in open: [Container]) -> DocumentPath {
        open.reduce(DocumentPath()) { place, container in
            container.names == nil
                ? place.index(container.index)
                : place.member(
                    String(String.UnicodeScalarView(container.name.unicodeScalars.prefix(Self.maximumNameLength)))
                )
        }
    }
}
