/// Text as a terminal shows it: how wide it is, and without what could command the terminal.
enum TerminalText {
    /// The text with control, direction and line-breaking characters replaced, so that a tenant's name can neither
    /// move the cursor nor break a table.
    static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: Self.isUnsafe) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(Self.isUnsafe(scalar) ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }

    /// How many columns a terminal needs for the text.
    static func width(_ text: String) -> Int {
        text.reduce(0) { $0 + Self.width($1) }
    }

    /// The text cut to so many columns; a cut is shown as `…`.
    static func fitted(_ text: String, to width: Int) -> String {
        guard Self.width(text) > width else { return text }
        guard width > 0 else { return "" }

        var result = ""
        var used = 0
        for character in text {
            let next = Self.width(character)
            guard used + next <= width - 1 else { break }
            result.append(character)
            used += next
        }
        return result + "…"
    }

    /// The text followed by as many spaces as it needs to fill the width.
    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - Self.width(text)))
    }

    /// One character is as wide as its widest scalar: a flag or a family emoji takes two columns, and so does a sign that
    /// a variation selector makes one.
    private static func width(_ character: Character) -> Int {
        character.unicodeScalars.map { $0 == "\u{FE0F}" ? 2 : Self.width($0) }.max() ?? 0
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        // ASCII first: nearly all of what we print.
        if scalar.isASCII { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        // All that is shown as emoji by itself is wide, wherever its block.
        if scalar.properties.isEmojiPresentation { return 2 }
        // The blocks that Unicode's East Asian Width calls wide or fullwidth (UAX 11), in broad strokes.
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F300...0x1F64F,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        // Zero-width joiners belong to emoji and to several scripts; direction marks and the rest can mislead.
        case .format: scalar != "\u{200D}" && scalar != "\u{200C}"
        default: false
        }
    }
}
