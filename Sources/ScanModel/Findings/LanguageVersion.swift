/// Which version of a language a project says that it is written for.
package struct LanguageVersion: Sendable, Hashable {
    /// The language's name, such as `Java`.
    package let language: String
    /// As the project writes it, without ranges: `17`, `1.22`, `3.11`.
    package let version: String
    /// The file that says so.
    package let file: String

    package init(language: String, version: String, file: String) {
        self.language = language
        self.version = version
        self.file = file
    }
}
