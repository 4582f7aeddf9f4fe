import DockerfileModel
import Reporting

extension Dockerfile {
    /// Replaces the variables of a word.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`, naming the word's place.
    func expand(
        _ word: Instruction.Word, _ value: @escaping (String) -> String?
    ) throws(Failure) -> String {
        do {
            return try WordExpander(escape: escape, value: value).expand(word.text)
        } catch {
            throw failure(word.position, error.message, hint: error.hint)
        }
    }
}
