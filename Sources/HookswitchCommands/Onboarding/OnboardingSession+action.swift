import Hookswitch

extension OnboardingSession {
    /// Does something at the server, and tells the state what came of it.
    func act(_ action: OnboardingMove.Action, on state: inout Onboarding) async throws {
        switch action {
        case .lookUp(let slug):
            let found = try await self.server.find(slug)
            if let hint = state.found(found) { self.page.hints([hint]).forEach(StandardStream.say) }
        case .checkAddress:
            try await self.server.check(state.answers)
            state.addressWasChecked(isAllowed: true)
        case .create: state.stored(try await self.server.create(state.answers), by: action)
        case .storeConnection, .storePools:
            guard let tenant = state.tenant else { return }
            state.stored(try await self.server.store(state.answers, over: tenant), by: action)
        case .verify(let sample):
            guard let tenant = state.tenant else { return }
            state.verified(try await self.server.client.verify(tenant.slug, sample: sample) { self.show($0) })
        case .checkPools:
            guard let tenant = state.tenant else { return }
            state.poolsWereChecked(try await self.server.client.verify(tenant.slug, sample: nil) { _ in })
        case .makeKey:
            guard let tenant = state.tenant else { return }
            let key = try await self.server.makeKey(of: tenant.slug)
            // At once, for its value is not to be had again, whatever comes between.
            if self.output.format.isForPeople { try self.output.detail(key) }
            state.issued(key)
        case .call(let caller, let pool):
            guard let tenant = state.tenant else { return }
            state.called(try await self.server.call(from: caller, to: pool, of: tenant, by: state.key))
        case .handOff:
            guard let tenant = state.tenant else { return }
            state.handedOff(try await self.server.sheet(of: tenant.slug))
        }
    }

    /// Tells of a probe as it ends; those of later steps are told there.
    private func show(_ probe: VerificationProbe) {
        guard OnboardingProbes.isOfConnection(probe.id) else { return }
        ProbeLines(probe: probe).lines(width: self.page.width, palette: self.page.palette).forEach(StandardStream.say)
    }
}
