extension Onboarding {
    /// What a command line without a terminal still has to say, all at once; asked after the tenant was sought.
    var missing: [OnboardingQuestion] {
        let answers = self.answers
        let isNew = self.tenant == nil
        let hasSecret = answers.secret != nil || self.tenant?.hasSecret ?? false
        let hasPools = answers.arePoolsComplete || !(self.tenant?.pools.isEmpty ?? true)
        let needs: [(question: OnboardingQuestion, isMissing: Bool)] = [
            (.slug, answers.slug == nil), (.name, isNew && answers.name == nil),
            (.region, isNew && answers.region == nil), (.url, isNew && answers.url == nil),
            (.entraTenant, isNew && answers.entraTenant == nil), (.clientID, isNew && answers.clientID == nil),
            (.secret, !hasSecret), (.poolsFile, !hasPools),
        ]
        return needs.filter(\.isMissing).map(\.question)
    }
}
