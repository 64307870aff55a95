extension DataverseTable {
    /// The columns that a row has in Dataverse whether a scenario fills them or not, so that a query may name them.
    ///
    /// Kept to those a telephone integration reads. That `account` has no `mobilephone` is as in Dataverse.
    var standardColumns: [String: ColumnKind] {
        var columns: [String: ColumnKind] = [self.primaryIDColumn: .guid]
        for name in self.textColumns { columns[name] = .text }
        for name in ["createdon", "modifiedon"] { columns[name] = .time }
        switch self {
        case .contacts, .leads:
            for name in ["donotphone"] { columns[name] = .boolean }
            for name in ["_ownerid_value", "_parentcustomerid_value"] { columns[name] = .guid }
        case .accounts:
            for name in ["donotphone"] { columns[name] = .boolean }
            for name in ["_ownerid_value", "_primarycontactid_value", "_parentaccountid_value"] {
                columns[name] = .guid
            }
        case .systemusers:
            for name in ["isdisabled", "islicensed"] { columns[name] = .boolean }
            for name in ["applicationid", "azureactivedirectoryobjectid", "_businessunitid_value"] {
                columns[name] = .guid
            }
            columns["accessmode"] = .integer
            return columns
        }
        for name in ["statecode", "statuscode", "versionnumber"] { columns[name] = .integer }
        return columns
    }

    /// The values that Dataverse gives a row at birth: active, and for a user not disabled.
    var defaultValues: [String: ColumnValue] {
        switch self {
        case .contacts, .accounts, .leads: ["statecode": 0, "statuscode": 1, "donotphone": false]
        case .systemusers: ["isdisabled": false]
        }
    }

    private var textColumns: [String] {
        let addressed = ["address1", "address2"].flatMap { address in
            (1...3).map { "\(address)_telephone\($0)" } + ["\(address)_city", "\(address)_country"]
        }
        let numbered = ["telephone1", "telephone2", "telephone3", "fax"]
        let mailed = ["emailaddress1", "emailaddress2", "emailaddress3"]
        switch self {
        case .contacts:
            return addressed + numbered + mailed + [
                "fullname", "firstname", "lastname", "jobtitle", "mobilephone", "pager", "company", "callback",
                "assistantphone", "managerphone", "description",
            ]
        case .accounts:
            return addressed + numbered + mailed + ["name", "accountnumber", "websiteurl", "description"]
        case .leads:
            return addressed + numbered + mailed + [
                "fullname", "firstname", "lastname", "subject", "companyname", "jobtitle", "mobilephone", "pager",
                "description",
            ]
        case .systemusers:
            return addressed + [
                "fullname", "firstname", "lastname", "domainname", "internalemailaddress", "mobilephone", "homephone",
                "title",
            ]
        }
    }
}
