import Logging

extension Logger {
    /// Says nothing: a command tells what happened by itself, once.
    static let silent = Logger(label: "hookswitch") { _ in SwiftLogNoOpLogHandler() }
}
