/// What makes bash complete our commands.
enum BashCompletion {
    /// A script that takes words for words: the generated one takes every word for a file's name, so that a tenant `acme` becomes
    /// `acme/` in a directory that has one. Only where files are completed are they file names.
    ///
    /// - Parameter generated: What ArgumentParser makes.
    static func script(_ generated: String) -> String {
        // Bash 3.2, macOS's, has no `compopt`: there a directory gets a space behind it, and no slash.
        generated
            .replacing("complete -o filenames -F ", with: "complete -F ")
            .replacing(
                "    local completion\n    while IFS='' read",
                with: "    [[ \"${1}\" == -W ]] || compopt -o filenames 2>/dev/null\n"
                    + "    local completion\n    while IFS='' read"
            )
    }
}
