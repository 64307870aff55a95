import Foundation

/// What `PUT /clock` takes: a new offset from the machine's time, or a step from where the clock stands.
struct ClockChange: Decodable {
    let offsetSeconds: Double?
    let advanceSeconds: Double?

    static func read(_ body: [UInt8]) throws(ControlFailure) -> ClockChange {
        let change: ClockChange
        do {
            change = try JSONDecoder().decode(ClockChange.self, from: Data(body))
        } catch {
            throw ControlFailure(status: 400, message: #"expected {"offsetSeconds": n} or {"advanceSeconds": n}"#)
        }
        guard change.offsetSeconds != nil || change.advanceSeconds != nil else {
            throw ControlFailure(status: 400, message: #"expected {"offsetSeconds": n} or {"advanceSeconds": n}"#)
        }
        return change
    }
}
