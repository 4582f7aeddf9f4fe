extension String {
    /// The path of the folder, empty at the top.
    var folder: Substring { lastIndex(of: "/").map { self[..<$0] } ?? "" }

    /// The path up to its last dot.
    var withoutEnding: Substring { lastIndex(of: ".").map { self[..<$0] } ?? self[...] }
}
