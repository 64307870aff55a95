/// Why a body is not a call. It names the member and never holds a value.
struct InboundCallError: Error, Hashable, Sendable {
    /// The members that we read, the last two inside `extradata`.
    enum Member: UInt8, CaseIterable, Hashable, Sendable {
        case caller, called, targetID, extraData, callID, isInternalCaller

        /// The path by which a problem document names the member.
        var path: String {
            switch self {
            case .caller: "anum"
            case .called: "bnum"
            case .targetID: "targetid"
            case .extraData: "extradata"
            case .callID: "extradata.CallId"
            case .isInternalCaller: "extradata.IsInternalCaller"
            }
        }
    }

    /// What is wrong, by the code that the problem document shows.
    enum Reason: String, Error, CaseIterable, Hashable, Sendable {
        case notJSON = "not_json"
        case notUTF8 = "not_utf8"
        case byteOrderMark = "byte_order_mark"
        case notObject = "not_object"
        case missing = "missing_member"
        case notString = "invalid_member"
        case duplicate = "duplicate_member"
        case controlCharacter = "control_character"
        case tooDeep = "too_deep"
        case stringTooLong = "string_too_long"
    }

    /// What is wrong.
    let reason: Reason
    /// Where, if it is in a member that we read.
    let member: Member?

    init(_ reason: Reason, in member: Member? = nil) {
        self.reason = reason
        self.member = member
    }
}
