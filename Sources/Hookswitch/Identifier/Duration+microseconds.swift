extension Duration {
    /// Microseconds, none below zero and none beyond what 32 bits hold (36 minutes).
    var clampedMicroseconds: Int32 {
        let (seconds, attoseconds) = self.components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < 2147 else { return Int32.max }
        return Int32(clamping: seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
    }
}
