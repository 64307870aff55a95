extension DataverseFailure {
    /// Dataverse gives all errors in the query's text this code.
    private static let queryCode = "0x80060888"
    private static let noSuchResourceCode = "0x8006088a"

    static func query(_ message: String) -> DataverseFailure {
        .init(status: 400, code: self.queryCode, message: message)
    }

    static func syntax(at position: Int, in text: String) -> DataverseFailure {
        .query("Syntax error at position \(position) in '\(text)'.")
    }

    static func unknownColumn(_ name: String, of table: DataverseTable) -> DataverseFailure {
        .query("Could not find a property named '\(name)' on type 'Microsoft.Dynamics.CRM.\(table.logicalName)'.")
    }

    static func unknownFunction(_ name: String) -> DataverseFailure {
        .query(
            "An unknown function with name '\(name)' was found. This may also be a function import or a key lookup "
                + "on a navigation property, which is not allowed."
        )
    }

    static func incompatible(_ left: ColumnKind, _ right: String, operation: String) -> DataverseFailure {
        .query(
            "A binary operator with incompatible types was detected. Found operand types '\(left.edmName)' and "
                + "'\(right)' for operator kind '\(operation)'."
        )
    }

    static func unknownOption(_ name: String) -> DataverseFailure {
        .query("The query parameter '\(name)' is not supported.")
    }

    static let skip = DataverseFailure.query("Skip Clause is not supported in CRM")

    static let tooManyConditions = DataverseFailure(
        status: 400,
        code: "0x8004430c",
        message: "Number of conditions in query exceeded maximum limit."
    )

    static func unknownSegment(_ segment: String) -> DataverseFailure {
        .init(
            status: 404,
            code: self.noSuchResourceCode,
            message: "Resource not found for the segment '\(segment)'."
        )
    }

    static func wrongMethod(_ method: String) -> DataverseFailure {
        .init(
            status: 405,
            code: self.noSuchResourceCode,
            message: "The requested resource does not support http method '\(method)'."
        )
    }

    static func noSuchRow(_ identifier: String, of table: DataverseTable) -> DataverseFailure {
        .init(
            status: 404,
            code: "0x80040217",
            message: "Entity '\(table.logicalName)' With Id = \(identifier) Does Not Exist"
        )
    }

    static let notAMember = DataverseFailure(
        status: 403,
        code: "0x80072560",
        message: "The user is not a member of the organization."
    )

    static func disabledUser(_ identifier: String) -> DataverseFailure {
        .init(
            status: 403,
            code: "0x80040225",
            message: "The specified user(Id = \(identifier)) is disabled. Consider enabling this user."
        )
    }

    static func restricted(applicationID: String) -> DataverseFailure {
        .init(
            status: 403,
            code: "0x80095ffc",
            message: "Access to Dataverse API is restricted for this application Id : '\(applicationID)'. Contact your "
                + "administrator to allow this application in the environment's app access control."
        )
    }

    static func noRoles(userID: String) -> DataverseFailure {
        .init(
            status: 403,
            code: "0x80042f09",
            message: "RetrievePrivilegeForUser: The user with id \(userID) has not been assigned any roles. They need "
                + "a role with the prvReadUser privilege."
        )
    }

    static func missingPrivilege(_ table: DataverseTable, userID: String, roleCount: Int) -> DataverseFailure {
        let privilegeID = CompiledScenario.identifier(from: table.readPrivilege)
        return .init(
            status: 403,
            code: "0x80040220",
            message: "Principal user (Id=\(userID), type=8, roleCount=\(roleCount), privilegeCount=42, accessMode=4), "
                + "is missing \(table.readPrivilege) privilege (Id=\(privilegeID)) on OTC=\(table.objectTypeCode) for "
                + "entity '\(table.logicalName)'. context.Caller=\(userID)"
        )
    }
}
