/// A release of a package, and what it brings.
struct Release: Sendable {
    let version: PythonVersion
    var content: ReleaseContent
    /// Whether all its files were taken back.
    var isYanked = false

    /// The releases that files belong to, the oldest first, without those that have nothing for Linux.
    static func list(_ files: [PackageFile]) -> [Release] {
        var places: [PythonVersion: Int] = [:]
        var releases: [Release] = []
        for file in files {
            if let place = places[file.version] {
                releases[place].content.add(file.kind)
                releases[place].isYanked = releases[place].isYanked && file.isYanked
            } else {
                places[file.version] = releases.count
                releases.append(
                    Release(version: file.version, content: ReleaseContent([file]), isYanked: file.isYanked))
            }
        }
        return releases.filter { !$0.content.isEmpty }.sorted { $0.version < $1.version }
    }
}
