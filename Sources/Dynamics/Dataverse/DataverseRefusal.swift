/// Dataverse knows the token and refuses the application (status 403, or 401 with a new token).
///
/// The kind comes from the code in the answer and is for people to read; every kind is handled alike.
public enum DataverseRefusal: String, Error, Hashable, Sendable, CaseIterable {
    /// 0x80072560: the environment has no application user for this application.
    case noApplicationUser = "no_application_user"
    /// 0x80040220 and its like: the application user's security role lacks a privilege.
    case privilegeMissing = "privilege_missing"
    /// 0x80095ffc: the environment's app access control does not let this application in.
    case applicationBlocked = "application_blocked"
    /// 0x80040225, 0x8004d24b: the application user is disabled.
    case userDisabled = "user_disabled"
    /// Dataverse does not accept even a new token.
    case tokenRejected = "token_rejected"
    /// Another code, or none.
    case other

    /// Reads the code of an error of Dataverse's, whatever its case.
    init(code: String) {
        switch code.lowercased() {
        case "0x80072560": self = .noApplicationUser
        case "0x80040220", "0x80042f09", "0x80048306", "0x8004025e": self = .privilegeMissing
        case "0x80095ffc": self = .applicationBlocked
        case "0x80040225", "0x8004d24b": self = .userDisabled
        default: self = .other
        }
    }

    /// Reads an error of Dataverse's by its code and, where that says nothing, by its text: the code is often empty
    /// (`reference/domain.md` D5).
    init(code: String, message: String) {
        self.init(code: code)
        guard self == .other else { return }
        let text = message.lowercased()
        if text.contains("is missing prv") || text.contains("does not hold the necessary privileges") {
            self = .privilegeMissing
        } else if text.contains("not a member of the organization") {
            self = .noApplicationUser
        } else if text.contains("restricted for this application") {
            self = .applicationBlocked
        } else if text.contains("user") && text.contains("is disabled") {
            self = .userDisabled
        }
    }

    /// What an operator should try first.
    public var remedy: String {
        switch self {
        case .noApplicationUser:
            "Create an application user for the application in this environment and give it a security role."
        case .privilegeMissing:
            "Give the application user's security role the right to read contacts, accounts, leads and users."
        case .applicationBlocked:
            "Allow the application in the environment's app access control."
        case .userDisabled:
            "Enable the application user in this environment."
        case .tokenRejected:
            "Check that the environment's URL and the Entra tenant belong together."
        case .other:
            "Check the application user and its security role in this environment."
        }
    }
}

extension DataverseRefusal: CustomStringConvertible {
    /// What Dataverse says and what to do about it.
    public var description: String {
        "Dataverse refuses the application (\(self.rawValue)). \(self.remedy)"
    }
}
