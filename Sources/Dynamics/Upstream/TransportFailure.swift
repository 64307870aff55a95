import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// What went wrong between us and an upstream, and whether trying again makes sense.
enum TransportFailure: Hashable, Sendable {
    /// No connection came about; another address may do.
    case notConnected(DynamicsError)
    /// A connection ended before any answer, as idle ones do when the server closes them just as we write.
    case closed
    /// Anything else.
    case failed(DynamicsError)

    var error: DynamicsError {
        switch self {
        case .notConnected(let error), .failed(let error): error
        case .closed: .unavailable(.connectionClosed)
        }
    }

    /// Classifies what AsyncHTTPClient threw.
    init(_ error: any Error) {
        switch error {
        case let error as HTTPClientError: self = Self.classify(error)
        case is NIOConnectionError: self = .notConnected(.unavailable(.connection))
        case let error as IOError: self = Self.classify(error)
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: self = .failed(.unavailable(.tls))
        case HTTPParserError.invalidEOFState: self = .failed(.unavailable(.connectionClosed))
        case is HTTPParserError: self = .failed(.invalidResponse(.http))
        case is NIOTooManyBytesError: self = .failed(.invalidResponse(.bodyTooLarge))
        case is CancellationError: self = .failed(.timeout(.answer))
        case let error as ChannelError where Self.isClosed(error): self = .closed
        default: self = .failed(.unavailable(.transport))
        }
    }

    private static func classify(_ error: HTTPClientError) -> TransportFailure {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout: .notConnected(.timeout(.connection))
        case .getConnectionFromPoolTimeout: .failed(.timeout(.connection))
        case .deadlineExceeded, .readTimeout, .writeTimeout, .cancelled: .failed(.timeout(.answer))
        case .remoteConnectionClosed: .closed
        case .alreadyShutdown: .failed(.unavailable(.shutDown))
        default: .failed(.unavailable(.transport))
        }
    }

    private static func classify(_ error: IOError) -> TransportFailure {
        switch error.errnoCode {
        case ECONNRESET, EPIPE: .closed
        case ECONNREFUSED, ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL: .notConnected(.unavailable(.connection))
        case ETIMEDOUT: .notConnected(.timeout(.connection))
        default: .failed(.unavailable(.transport))
        }
    }

    private static func isClosed(_ error: ChannelError) -> Bool {
        switch error {
        case .eof, .ioOnClosedChannel, .alreadyClosed, .inputClosed, .outputClosed: true
        default: false
        }
    }
}
