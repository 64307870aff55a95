/// A field of an error or notice, by its letter in the protocol, because C's character constants do not reach Swift.
///
/// Source: `src/include/postgres_ext.h` of PostgreSQL 15.
enum ErrorField: UInt8 {
    /// `PG_DIAG_SEVERITY_NONLOCALIZED`
    case severity = 0x56  // V
    /// `PG_DIAG_SQLSTATE`
    case sqlState = 0x43  // C
    /// `PG_DIAG_MESSAGE_PRIMARY`
    case message = 0x4D  // M
    /// `PG_DIAG_CONSTRAINT_NAME`
    case constraint = 0x6E  // n

    /// The letter as libpq takes it.
    var code: Int32 { Int32(self.rawValue) }
}
