import ArgumentParser
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// `hookswitch api METHOD PATH`
struct APICall: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "api",
        abstract: "Send a request to the admin API and print the answer as it comes.",
        usage: """
            hookswitch api GET /api/v1/tenants -f limit=5
            hookswitch api POST /api/v1/tenants/acme/explain --input call.json
            hookswitch api POST /api/v1/tenants/acme/webhook-keys --include
            """,
        discussion: """
            Fields become the query of a GET, else a JSON object; of them, numbers, true, false and null are what they \
            look like. A problem document goes to standard error, and the exit code says of which kind it is.
            """
    )

    static let formats: Set<OutputFormat> = [.table, .json]

    /// A larger problem is none of ours.
    private static let maximumProblemSize = 1024 * 1024

    @Argument(
        help: "GET, HEAD, POST, PUT, PATCH or DELETE.",
        completion: .list(APIMethod.allCases.map(\.rawValue)),
        transform: { try ClosedChoice<APIMethod>.parse($0.uppercased()) }
    )
    var method: APIMethod

    @Argument(help: "What is called, such as /api/v1/tenants.")
    var path: String

    @Option(
        name: [.short, .customLong("field")],
        help: ArgumentHelp("A member of the body or query.", valueName: "key=value"),
        transform: { try APIField(parsing: $0, isTyped: true) }
    )
    var fields: [APIField] = []

    @Option(
        name: .customLong("raw-field"),
        help: ArgumentHelp("The same, and always text.", valueName: "key=value"),
        transform: { try APIField(parsing: $0, isTyped: false) }
    )
    var rawFields: [APIField] = []

    @Option(
        name: [.customShort("H"), .customLong("header")],
        help: ArgumentHelp("A further header.", valueName: "name: value"),
        transform: APIHeader.parse
    )
    var headers: [APIHeader] = []

    @Option(help: ArgumentHelp("The file that is the body; - reads standard input.", valueName: "file"))
    var input: String?

    @Flag(name: .shortAndLong, help: "Print the answer's status and headers, too.")
    var include = false

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        let all = self.fields + self.rawFields
        guard self.input == nil || all.isEmpty else { throw ValidationError("Either --input or fields, not both.") }
        guard self.input == nil || !self.method.hasQueryFields else {
            throw ValidationError("\(self.method.rawValue) has no body; --input does not fit.")
        }
        let keys = all.map(\.key)
        guard self.method.hasQueryFields || Set(keys).count == keys.count else {
            throw ValidationError("A field is given twice.")
        }
    }

    func run() async throws {
        let path = try APIPath(parsing: self.path)
        let content = try self.content()
        let isQuery = self.method.hasQueryFields
        let query = isQuery ? (self.fields + self.rawFields).map { (name: $0.key, value: $0.text) } : []
        var headers = [(name: "accept", value: "*/*")]
        if content != nil { headers.append((name: "content-type", value: "application/json")) }
        headers += self.headers.map { (name: $0.name, value: $0.value) }
        let status = try await self.server.withClient { client in
            let target = path.adding(query: query)
            return try await client.raw(self.method.http, target, headers: headers, content: content) { answer in
                try await self.print(answer)
                return Int(answer.status.code)
            }
        }
        guard (200..<300).contains(status) else { throw ExitCode(CommandStatus(httpStatus: status).rawValue) }
    }

    /// The body; `nil` sends none.
    func content() throws -> [UInt8]? {
        if let input { return Array(try InputFile(path: input).text().utf8) }
        let all = self.fields + self.rawFields
        guard !self.method.hasQueryFields, !all.isEmpty else { return nil }
        let members = Dictionary(all.map { ($0.key, $0.value) }) { $1 }
        return Array(try CommandOutput.json(members, isCompact: true).utf8)
    }

    /// Hands the answer on part by part, so that a stream of events shows as it happens.
    private func print(_ answer: HTTPClientResponse) async throws {
        if self.include {
            let head = "HTTP/1.1 \(answer.status.code) \(answer.status.reasonPhrase)"
            let fields = answer.headers.map { TerminalText.visible("\($0.name): \($0.value)") }
            try StandardStream.output.write(([head] + fields + ["", ""]).joined(separator: "\n"))
        }
        guard (200..<300).contains(answer.status.code) else {
            let problem = try await answer.body.collect(upTo: Self.maximumProblemSize)
            if problem.readableBytes > 0 { StandardStream.say(Self.safe(String(buffer: problem))) }
            return
        }
        var last: UInt8?
        let isTerminal = StandardStream.output.isTerminal
        for try await part in answer.body {
            let bytes = Array(part.readableBytesView)
            try StandardStream.output.write(bytes: isTerminal ? Array(Self.safe(String(buffer: part)).utf8) : bytes)
            last = bytes.last ?? last
        }
        if let last, last != 0x0A, isTerminal { try StandardStream.output.write("\n") }
    }

    /// The text without what could command a terminal; its lines stay lines.
    private static func safe(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.visible(String($0)) }
            .joined(separator: "\n")
    }
}
