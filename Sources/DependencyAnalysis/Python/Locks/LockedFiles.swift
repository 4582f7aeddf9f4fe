/// The files of a release that a lock file lists.
enum LockedFiles {
    /// - Parameter files: names or addresses.
    /// - Returns: nil when none of them tells anything.
    static func content(_ files: [String], of name: String) -> ReleaseContent? {
        let known = files.compactMap { file -> PackageFile? in
            let path = file.prefix { $0 != "#" && $0 != "?" }
            return path.split(separator: "/").last.flatMap {
                PackageFile(String($0).replacing("%2B", with: "+"), of: name)
            }
        }
        return known.isEmpty ? nil : ReleaseContent(known)
    }
}
