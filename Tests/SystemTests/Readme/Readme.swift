import Foundation

/// The page that newcomers follow, taken apart as they read it.
struct Readme: Sendable {
    /// One fenced block.
    struct Block: Sendable {
        /// What stands after the opening fence.
        let language: String
        /// The line of the opening fence, from 1.
        let line: Int
        /// The lines between the fences.
        let lines: [String]

        /// The file that the reader saves the block as, which its first line names in a remark.
        var fileName: String? {
            guard let first = self.lines.first, first.hasPrefix("# "), first.hasSuffix("." + self.language) else {
                return nil
            }
            return String(first.dropFirst(2))
        }
    }

    /// The folder with `Package.swift`: this file is `Tests/SystemTests/Readme/Readme.swift` in it.
    static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The blocks, in the order of the page.
    let blocks: [Block]
    /// Everything outside the blocks.
    let prose: String

    /// Reads the page.
    init() throws {
        self.init(parsing: try Self.text("README.md"))
    }

    /// Takes a page apart.
    init(parsing text: String) {
        var blocks: [Block] = []
        var prose: [String] = []
        var open: (language: String, line: Int, lines: [String])?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(Block(language: block.language, line: block.line, lines: block.lines))
                    open = nil
                } else {
                    open = (String(line.dropFirst(3)), index + 1, [])
                }
            } else if open != nil {
                open?.lines.append(String(line))
            } else {
                prose.append(String(line))
            }
        }
        self.blocks = blocks
        self.prose = prose.joined(separator: "\n")
    }

    /// What the page shows as the output of a block: the text that stands right below it; `nil` if none does.
    func output(of index: Int) -> Block? {
        guard self.blocks.indices.contains(index + 1) else { return nil }
        let (block, next) = (self.blocks[index], self.blocks[index + 1])
        // Both fences of the one, an empty line, and the opening fence of the other.
        let isRightBelow = next.line == block.line + block.lines.count + 3
        return block.language == "sh" && next.language == "text" && isRightBelow ? next : nil
    }

    /// What stands between backticks in the prose.
    var codeSpans: [String] {
        self.prose.matches(of: /`([^`]+)`/).map { $0.output.1.replacingOccurrences(of: "\n", with: " ") }
    }

    /// Where links lead, without those that leave the repository.
    var linkedPaths: [String] {
        self.prose.matches(of: /\]\(([^)]+)\)/).map { String($0.output.1) }.filter { !$0.hasPrefix("https://") }
    }

    /// The text of a file of the repository.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: self.repository.appending(path: path), encoding: .utf8)
    }
}
