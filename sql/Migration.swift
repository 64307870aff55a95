/// One numbered step of the schema, embedded in the binary.
public struct Migration: Sendable {
    /// Its place in the order, from 1 without gaps.
    public let version: Int32
    /// What it makes, such as `tenant`.
    public let name: String
    /// The statements that make it.
    public let up: String
    /// The statements that undo it.
    public let down: String

    init(_ version: Int32, _ name: String, up: [UInt8], down: [UInt8]) {
        self.version = version
        self.name = name
        self.up = String(decoding: up, as: UTF8.self)
        self.down = String(decoding: down, as: UTF8.self)
    }

    /// All steps in order. The package manager names each file's bytes after the file, with `_` for its first digit. A test holds this list against the files of `sql/migrations`.
    public static let all = [
        Migration(1, "roles", up: PackageResources._001_roles_up_sql, down: PackageResources._001_roles_down_sql),
        Migration(2, "tenant", up: PackageResources._002_tenant_up_sql, down: PackageResources._002_tenant_down_sql),
        Migration(
            3,
            "decision",
            up: PackageResources._003_decision_up_sql,
            down: PackageResources._003_decision_down_sql
        ),
        Migration(
            4,
            "api_token",
            up: PackageResources._004_api_token_up_sql,
            down: PackageResources._004_api_token_down_sql
        ),
        Migration(5, "access", up: PackageResources._005_access_up_sql, down: PackageResources._005_access_down_sql),
        Migration(
            6,
            "lifecycle",
            up: PackageResources._006_lifecycle_up_sql,
            down: PackageResources._006_lifecycle_down_sql
        ),
        Migration(7, "audit", up: PackageResources._007_audit_up_sql, down: PackageResources._007_audit_down_sql),
        Migration(
            8,
            "decision_search",
            up: PackageResources._008_decision_search_up_sql,
            down: PackageResources._008_decision_search_down_sql
        ),
        Migration(9, "import", up: PackageResources._009_import_up_sql, down: PackageResources._009_import_down_sql),
        Migration(
            10,
            "operators",
            up: PackageResources._010_operators_up_sql,
            down: PackageResources._010_operators_down_sql
        ),
        Migration(11, "rights", up: PackageResources._011_rights_up_sql, down: PackageResources._011_rights_down_sql),
        Migration(
            12,
            "erasing",
            up: PackageResources._012_erasing_up_sql,
            down: PackageResources._012_erasing_down_sql
        ),
        Migration(
            13,
            "operator_trail",
            up: PackageResources._013_operator_trail_up_sql,
            down: PackageResources._013_operator_trail_down_sql
        ),
        Migration(
            14,
            "decision_segment",
            up: PackageResources._014_decision_segment_up_sql,
            down: PackageResources._014_decision_segment_down_sql
        ),
        Migration(
            15,
            "resources",
            up: PackageResources._015_resources_up_sql,
            down: PackageResources._015_resources_down_sql
        ),
        Migration(
            16,
            "segment_restart",
            up: PackageResources._016_segment_restart_up_sql,
            down: PackageResources._016_segment_restart_down_sql
        ),
        Migration(
            17,
            "tenant_resource",
            up: PackageResources._017_tenant_resource_up_sql,
            down: PackageResources._017_tenant_resource_down_sql
        ),
        Migration(
            18,
            "audit_search",
            up: PackageResources._018_audit_search_up_sql,
            down: PackageResources._018_audit_search_down_sql
        ),
    ]
}
