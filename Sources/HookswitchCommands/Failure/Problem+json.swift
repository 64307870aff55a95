import Foundation

extension Problem {
    /// Reads a problem document.
    ///
    /// - Parameters:
    ///   - body: What a server sent.
    ///   - status: Its HTTP status, for a body that has none or is no problem document at all.
    ///   - requestID: The value of its `Request-Id`, likewise.
    init(body: [UInt8], status: Int, requestID: String?) {
        // Something that stands in front of the server may answer in its own format; the status still says enough.
        let sent = try? JSONDecoder().decode(Problem.self, from: Data(body))
        self = sent ?? Problem(title: "the server answered \(status)", code: "http_\(status)")
        self.status = self.status ?? status
        self.requestID = self.requestID ?? requestID
    }
}
