import ArgumentParser
import Foundation

/// What the wizard would ask, said by options.
struct OnboardingOptions: ParsableArguments {
    @OptionGroup var customer: CustomerOptions

    @Option(
        name: .customLong("slug"),
        help: ArgumentHelp("The short name, instead of the argument.", valueName: "slug")
    )
    var slugOption: String?

    @Option(help: ArgumentHelp("The day on which the secret expires.", valueName: "day"))
    var secretExpires: String?

    @Option(help: ArgumentHelp("A caller who should be found in Dynamics.", valueName: "number"))
    var sample: String?

    @Option(
        help: ArgumentHelp("A file of pools: YAML, or CSV with number,name,target,otherwise.", valueName: "file"),
        completion: .file()
    )
    var pools: String?

    @Flag(help: "Make a webhook key although one is live.")
    var newKey = false

    @Option(help: ArgumentHelp("Who calls in the test. Default: --sample.", valueName: "number"))
    var from: String?

    @Option(help: ArgumentHelp("The pool called in the test. Default: the first.", valueName: "number"))
    var to: String?

    /// The slug that was given, either way.
    func slug(argument: String?) -> String? { argument ?? self.slugOption }

    /// Takes the options as answers.
    ///
    /// - Returns: What is wrong with them, by option.
    func answer(_ state: inout Onboarding) throws(CommandFailure) -> [(option: String, hints: [String])] {
        var given: [(question: OnboardingQuestion, text: String?)] = [
            (.name, self.customer.name), (.region, self.customer.region), (.url, self.customer.dynamicsURL),
            (.entraTenant, self.customer.entraTenant), (.clientID, self.customer.clientID),
        ]
        if let file = self.customer.clientSecretFile { given.append((.secret, try InputFile(path: file).text())) }
        given += [
            (.expiry, self.secretExpires), (.sample, self.sample), (.poolsFile, self.pools),
            (.furtherKey, self.newKey ? "yes" : nil), (.caller, self.from), (.pool, self.to),
        ]
        var wrong: [(option: String, hints: [String])] = []
        for (question, text) in given {
            guard let text else { continue }
            // Of an option that is there but empty, Enter alone is not what was meant.
            let isEmpty = text.allSatisfy(\.isWhitespace)
            if isEmpty {
                wrong.append((question.option ?? "", ["it is empty"]))
            } else if case .refused(let hints) = state.answer(question, text) {
                wrong.append((question.option ?? "", hints))
            }
        }
        return wrong
    }
}
