import ArchiveIO
import OCIModel
import Platforms
import Reporting

/// An image for one platform before its layers are written: what they will hold, and the configuration's edits.
struct ImageDraft: Sendable {
    /// What one instruction adds.
    struct Step: Sendable {
        /// The instruction, as the history shows it.
        let createdBy: String
        /// The layer's entries, sorted by path; nil when there is no layer.
        let entries: [LayerEntry]?
    }

    let platform: Platform
    let base: BaseImage
    /// The configuration without the new layers and their history.
    var configuration: ImageConfiguration.Draft
    var steps: [Step] = []
    /// All its files. What the steps linked in without looking at what is below has ``ImageDraft/linked`` as its layer.
    let tree: FileTree

    /// A number that no layer of a base has.
    static let linked = -1
}
