/// A pattern of SQL's LIKE, as Dataverse makes one of the text in `contains`, `startswith` and `endswith`.
///
/// `%` stands for any text, `_` for one character, `[a-z]` for one of a set and `[^a-z]` for one outside of it;
/// `[%]` is the way to mean the sign itself. Case does not count.
struct LikePattern: Sendable, Hashable {
    /// Where the text of a function may stand in the column.
    enum Anchor: String, Sendable, Hashable {
        case contains
        case startsWith = "startswith"
        case endsWith = "endswith"
    }

    private enum Element: Sendable, Hashable {
        case scalar(Unicode.Scalar)
        case anyScalar
        case anyText
        case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
        /// A set without its closing bracket fits nothing.
        case nothing

        func matches(_ scalar: Unicode.Scalar) -> Bool {
            switch self {
            case .scalar(let own): own == scalar
            case .anyScalar: true
            case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
            case .anyText, .nothing: false
            }
        }
    }

    private let elements: [Element]

    init(_ text: String, anchor: Anchor) {
        var elements: [Element] = anchor == .startsWith ? [] : [.anyText]
        var rest = text.lowercased().unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "%": elements.append(.anyText)
            case "_": elements.append(.anyScalar)
            case "[": elements.append(Self.set(&rest))
            default: elements.append(.scalar(scalar))
            }
        }
        if anchor != .endsWith { elements.append(.anyText) }
        self.elements = elements
    }

    /// Reads the inside of brackets up to and with the closing one.
    private static func set(_ rest: inout Substring.UnicodeScalarView) -> Element {
        var isNegated = false
        if rest.first == "^" {
            isNegated = true
            rest = rest.dropFirst()
        }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while let scalar = rest.popFirst() {
            if scalar == "]" { return .set(ranges, isNegated: isNegated) }
            let next = rest.dropFirst().first
            if rest.first == "-", let upper = next, upper != "]" {
                rest = rest.dropFirst(2)
                if scalar <= upper { ranges.append(scalar...upper) }
            } else {
                ranges.append(scalar...scalar)
            }
        }
        return .nothing
    }

    /// Whether the whole text fits. Goes back to the latest `%` only, so the time is at most pattern times text.
    func matches(_ text: String) -> Bool {
        let scalars = Array(text.lowercased().unicodeScalars)
        var position = 0
        var element = 0
        var retry: (element: Int, position: Int)?
        while position < scalars.count {
            if element < self.elements.count, self.elements[element] == .anyText {
                retry = (element + 1, position)
                element += 1
            } else if element < self.elements.count, self.elements[element].matches(scalars[position]) {
                element += 1
                position += 1
            } else if let last = retry {
                retry = (last.element, last.position + 1)
                element = last.element
                position = last.position + 1
            } else {
                return false
            }
        }
        return self.elements[min(element, self.elements.count)...].allSatisfy { $0 == .anyText }
    }
}
