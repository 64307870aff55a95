import Logging
import NIOPosix
import Telemetry

/// Where the process's log goes. There is one in a process, and it is set up once.
struct ServerLog: Sendable {
    /// How long the last lines may take to be written when the process ends.
    private static let closeTimeout = Duration.seconds(2)

    private let pipes: [LogPipe]

    /// Sends the whole process's log to standard error.
    static func onStandardError(format: LogFormat, level: Logger.Level) -> ServerLog {
        let pipe = LogPipe(format: format)
        LoggingSystem.bootstrap { label in format.handler(label: label, pipe: pipe, level: level) }
        return ServerLog(pipes: [pipe])
    }

    /// Sends the whole process's log to a file, and what wants attention to standard error, too.
    ///
    /// - Parameter descriptor: The file, which stays open as long as the process.
    static func inFile(_ descriptor: Int32, level: Logger.Level) -> ServerLog {
        let file = LogPipe(descriptor: descriptor, format: .json)
        let terminal = LogPipe(format: .text)
        LoggingSystem.bootstrap { label in
            MultiplexLogHandler([
                LogFormat.json.handler(label: label, pipe: file, level: level),
                LogFormat.text.handler(label: label, pipe: terminal, level: .warning),
            ])
        }
        return ServerLog(pipes: [file, terminal])
    }

    /// How many lines were lost because nobody read them in time.
    var droppedLineCount: Int {
        self.pipes.reduce(0) { $0 + $1.droppedLineCount }
    }

    /// Writes what is left.
    func close() async {
        do {
            try await NIOThreadPool.singleton.runIfActive {
                for pipe in self.pipes { pipe.close(within: Self.closeTimeout) }
            }
        } catch {
            // The pool of threads has ended, and with it all that could still be written.
        }
    }
}
