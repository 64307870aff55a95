/// How long a decision took, for people.
enum CallDuration {
    /// Milliseconds with as many decimals as say something: `0.31`, `7.4`, `128`.
    static func text(milliseconds: Double) -> String {
        // A duration is measured, but it came over a network: what is no number is shown as none.
        guard milliseconds.isFinite, milliseconds >= 0, milliseconds < 1e9 else { return "–" }
        if milliseconds >= 100 { return String(Int(milliseconds.rounded())) }
        let scale = milliseconds >= 1 ? 10.0 : 100.0
        let scaled = Int((milliseconds * scale).rounded())
        let digits = scale == 10 ? 1 : 2
        let fraction = String(scaled % Int(scale))
        return "\(scaled / Int(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}
