import Foundation

/// An error of the Dataverse Web API.
struct DataverseFailure: Error, Sendable, Hashable {
    let status: Int
    /// The code, such as `0x80060888`.
    let code: String
    let message: String

    var reply: Reply {
        let error = JSONText.object(["code": .string(self.code), "message": .string(self.message)])
        return .json(.object(["error": error]), status: self.status)
    }

    /// The usual failure for a status, for faults.
    static func forStatus(_ fault: StatusFault) -> DataverseFailure {
        let (code, message) =
            switch fault.status {
            case 403: ("0x80040220", "SecLib::AccessCheckEx failed. The user does not hold the necessary privileges.")
            case 404: ("0x80040217", "The requested record does not exist.")
            case 412: ("0x80060882", "The version of the existing record doesn't match the RowVersion provided.")
            case 429:
                (
                    "0x80072322",
                    "Number of requests exceeded the limit of 6000 over time window of 300 seconds."
                )
            case 503: ("0x80048544", "The service is too busy; this query has been throttled.")
            case 500...: ("0x80040216", "An unexpected error occurred.")
            default: ("0x80060888", "Bad Request - Error in query syntax.")
            }
        return DataverseFailure(status: fault.status, code: fault.code ?? code, message: fault.message ?? message)
    }
}
