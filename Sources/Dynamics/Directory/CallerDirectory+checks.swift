public import Routing

extension CallerDirectory {
    /// Checks that the credential gets a token now and that the environment lets it in.
    ///
    /// Unlike a lookup it asks even where a refusal is remembered or the breaker is open, and what it learns counts.
    public func check(deadline: ContinuousClock.Instant) async throws(DynamicsError) -> WhoAmI {
        let grant = try await self.client.tokens.token(deadline: deadline, isForced: true)
        do throws(DynamicsError) {
            let whoAmI = try await self.client.whoAmI(token: grant.token, deadline: deadline)
            self.exactSearch.record(.healthy)
            return whoAmI
        } catch {
            self.exactSearch.noteThrottling(error)
            throw error
        }
    }

    /// Checks that the application may read a table and that the table has the columns that lookups ask for.
    ///
    /// Rows that a security role hides are silently absent, so this proves the right to ask and no more.
    public func check(_ table: DirectoryTable, deadline: ContinuousClock.Instant) async throws(DynamicsError) {
        // No number is so short; what matters is whether the question is taken.
        _ = try await self.ask(DataverseQuery.exact(table, notations: ["+0"]), deadline: deadline)
    }

    /// Asks whom the environment takes the application for, with the token that ``prepare(isForced:deadline:)`` got.
    public func whoAmI(deadline: ContinuousClock.Instant) async throws(DynamicsError) -> WhoAmI {
        let grant = try await self.client.tokens.token(deadline: deadline)
        do throws(DynamicsError) {
            let whoAmI = try await self.client.whoAmI(token: grant.token, deadline: deadline)
            self.exactSearch.record(.healthy)
            return whoAmI
        } catch {
            self.exactSearch.noteThrottling(error)
            throw error
        }
    }

    /// Checks that the table is there and that the application may read it, whatever its columns are.
    ///
    /// - Returns: Whether a row was seen. Rows that a security role hides are silently absent, so none means an empty table
    ///   or a role that reads only rows of its own (`reference/domain.md` D65).
    public func seesRows(
        of table: DirectoryTable,
        deadline: ContinuousClock.Instant
    ) async throws(DynamicsError) -> Bool {
        try await self.ask([DataverseQuery.any(table)], deadline: deadline) > 0
    }

    private func ask(
        _ queries: [DataverseQuery],
        deadline: ContinuousClock.Instant
    ) async throws(DynamicsError) -> Int {
        let grant = try await self.client.tokens.token(deadline: deadline)
        var rowCount = 0
        for query in queries {
            guard self.client.limit.reserve(1) else { throw .shed }
            defer { self.client.limit.release() }
            do throws(DynamicsError) {
                rowCount += try await self.client.rows(
                    query,
                    token: grant.token,
                    deadline: deadline,
                    isFallback: false,
                    recorder: LookupTraceRecorder()
                ).count
            } catch {
                self.exactSearch.noteThrottling(error)
                throw error
            }
        }
        return rowCount
    }
}
