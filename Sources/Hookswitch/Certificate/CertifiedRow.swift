import Postgres

/// A row of work that was asked for, is shown while it is done, and ends in a certificate.
protocol CertifiedRow: Sendable {
    associatedtype ID: ResourceID
    associatedtype View: Sendable

    /// The table and its short name, such as `hookswitch.erasure AS e`.
    static var table: Query { get }
    /// What the row is made of.
    static var columns: Query { get }
    /// The column of the identity, by the short name.
    static var idColumn: Query { get }
    /// The column of the tenant, by the short name.
    static var tenantColumn: Query { get }
    /// The column of the certificate, by the short name.
    static var certificateColumn: Query { get }

    var id: ID { get }
    /// The row as it is shown.
    var view: View { get }

    init(_ row: Row) throws
}
