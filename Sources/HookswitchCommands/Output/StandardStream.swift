import Glibc

/// One of the two streams that a command writes to: data goes to output, talk to error.
enum StandardStream: Int32, Sendable {
    /// Data.
    case output = 1
    /// Talk.
    case error = 2

    /// Why a stream takes no more.
    enum WriteError: Error, Hashable {
        /// The reader has gone, as `head` does when it has seen enough.
        case readerGone
        /// The system refused, with its error number: a full disk, a closed descriptor.
        case refused(Int32)
    }

    /// Columns where the terminal does not say.
    static let defaultWidth = 80

    /// Whether a person is looking at it.
    var isTerminal: Bool {
        isatty(self.rawValue) == 1
    }

    /// How many columns it has: the terminal's, else `COLUMNS`, else 80.
    func width(environment: [String: String]) -> Int {
        var size = winsize()
        if ioctl(self.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        guard let columns = environment["COLUMNS"].flatMap(Int.init), columns > 0 else { return Self.defaultWidth }
        return columns
    }

    /// How many columns data takes there: where nobody sits before it, as many as it needs, for a table that is cut hides from
    /// `grep` what stands in it. `COLUMNS` says otherwise.
    ///
    /// - Parameter terminal: The terminal's columns; `nil` if it is none.
    static func dataWidth(terminal: Int?, environment: [String: String]) -> Int {
        if let terminal { return terminal }
        guard let columns = environment["COLUMNS"].flatMap(Int.init), columns > 0 else { return .max }
        return columns
    }

    /// How many lines the terminal has; `nil` if it is none or does not say.
    var height: Int? {
        var size = winsize()
        guard ioctl(self.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
        return Int(size.ws_row)
    }

    /// The colours for it.
    func palette(environment: [String: String], color: ColorChoice) -> Palette {
        Palette(isEnabled: color.isColored(environment: environment, isTerminal: self.isTerminal))
    }

    /// Writes the whole text, waiting for the reader.
    func write(_ text: String) throws(WriteError) {
        try self.write(bytes: Array(text.utf8))
    }

    /// Writes all bytes, waiting for the reader.
    func write(bytes: [UInt8]) throws(WriteError) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(self.rawValue, $0.baseAddress, $0.count) }
            if count > 0 {
                written += count
            } else if errno == EAGAIN {
                var poll = pollfd(fd: self.rawValue, events: Int16(POLLOUT), revents: 0)
                _ = Glibc.poll(&poll, 1, -1)
            } else if errno == EPIPE {
                throw .readerGone
            } else if errno != EINTR {
                throw .refused(errno)
            }
        }
    }

    /// Whether somebody can type an answer.
    static var isAnswerable: Bool {
        isatty(STDIN_FILENO) == 1
    }

    /// Says a line on standard error, unless nothing but errors is wanted: `--quiet`. What cannot be said there cannot be
    /// said at all.
    static func say(_ line: String) {
        guard CommandManner.current.talk > .errors else { return }
        Self.ask(line + "\n")
    }

    /// Says an error, or a part of one, whatever is wanted.
    static func complain(_ line: String) {
        Self.ask(line + "\n")
    }

    /// Says something on standard error and leaves the cursor behind it.
    static func ask(_ text: String) {
        do throws(WriteError) {
            try Self.error.write(text)
        } catch {}
    }
}
