/// Works on many things, some at once.
public enum BoundedWork {
    /// Does the work on each element, so many at a time, and hands each result on as it comes.
    ///
    /// What the work or `take` throws ends it: the work under way is cancelled and awaited.
    public static func run<Element: Sendable, Result: Sendable>(
        _ elements: [Element],
        width: Int,
        _ work: @escaping @Sendable (Element) async throws -> Result,
        take: (Result) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Result.self) { group in
            var rest = elements.makeIterator()
            for _ in 0..<width {
                guard let element = rest.next() else { break }
                group.addTask { try await work(element) }
            }
            while let result = try await group.next() {
                if let element = rest.next() { group.addTask { try await work(element) } }
                try await take(result)
            }
        }
    }
}
