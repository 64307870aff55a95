import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension PublicAddressFailure {
    /// Classifies what SwiftNIO threw. A handshake that failed is ``noTLS`` until the certificate was looked at.
    init(_ error: any Error) {
        switch error {
        case let error as PublicAddressFailure: self = error
        case is NIOSSLExtraError: self = .certificate(.otherName)
        case NIOSSLError.handshakeFailed, is BoringSSLError: self = .noTLS
        case is HTTPParserError: self = .noHTTP
        case ChannelError.connectTimeout: self = .timeout
        case let error as IOError: self = Self.classify(error)
        default: self = .closed
        }
    }

    private static func classify(_ error: IOError) -> PublicAddressFailure {
        switch error.errnoCode {
        case ECONNREFUSED, ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL, EACCES, EPERM: .refused
        case ETIMEDOUT: .timeout
        default: .closed
        }
    }
}
