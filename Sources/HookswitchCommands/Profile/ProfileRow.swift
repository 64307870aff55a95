/// A profile as a list shows it: all but the token.
struct ProfileRow: Codable, Hashable, ListDisplayable {
    private enum CodingKeys: String, CodingKey {
        case name, url, token
        case isCurrent = "current"
    }

    /// The profile's name.
    let name: String
    /// The server's address.
    let url: String
    /// Where its token is: `kept`, `none`, or a file's path.
    let token: String
    /// Whether it is the one in use.
    let isCurrent: Bool

    static var columns: [TableColumn] {
        [
            TableColumn("PROFILE", .cut(12)), TableColumn("IN USE"), TableColumn("URL", .cut(16)),
            TableColumn("TOKEN", .optional(1)),
        ]
    }

    static var emptyNotice: String { "There is no profile yet. Make one: hookswitch login" }

    var cells: [TableCell] {
        [.text(self.name), .text(self.isCurrent ? "yes" : ""), .text(self.url), .text(self.token)]
    }

    /// The rows of a file, by name.
    static func rows(of file: ProfileFile) -> [ProfileRow] {
        file.profiles.sorted { $0.key < $1.key }.map { name, profile in
            let token =
                switch profile.credential {
                case .token: "kept"
                case .file(let path): path
                case nil: "none"
                }
            return ProfileRow(name: name, url: profile.url, token: token, isCurrent: name == file.current)
        }
    }
}
