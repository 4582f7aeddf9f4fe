/// Machine types of clouds, by their names.
enum InstanceFamily {
    private static let amazon: Set<String> = [
        "t", "m", "c", "r", "x", "z", "i", "d", "h", "p", "g", "inf", "trn", "f", "hpc", "u", "mac", "vt", "dl", "is",
        "im",
    ]
    private static let google = [
        "n1-", "n2-", "n2d-", "n4-", "e2-", "c2-", "c2d-", "c3-", "c3d-", "m1-", "m2-", "m3-", "a2-",
    ]

    /// Google's and Azure's that are arm64: `c4a-standard-4`, `Standard_D4ps_v5`.
    static func isOtherARM64(_ type: String) -> Bool {
        ["t2a-", "c4a-", "n4a-"].contains { type.hasPrefix($0) } || azureAttributes(type)?.contains("p") ?? false
    }

    /// What stands behind the size in `Standard_D4ps_v5`; nil for what is no machine, such as `Standard_LRS`.
    private static func azureAttributes(_ type: String) -> Substring? {
        guard type.hasPrefix("Standard_") else { return nil }
        let rest = type.dropFirst("Standard_".count)
        let letters = rest.prefix { $0.isUppercase }
        let size = rest.dropFirst(letters.count).prefix { $0.isNumber }
        guard let first = letters.first, "ABDEFHLMN".contains(first), letters.count <= 2, !size.isEmpty else {
            return nil
        }
        return rest.dropFirst(letters.count + size.count).prefix { $0 != "_" }
    }

    /// `m5.large`, `c6i`, `n2-standard-4`, `Standard_D4s_v3`; Graviton's (`m6g.large`, `a1`, `t4g`) are not.
    static func isX86(_ type: String) -> Bool {
        if google.contains(where: { type.hasPrefix($0) }) { return true }
        if let attributes = azureAttributes(type) { return !attributes.contains("p") }
        let family = type.prefix { $0 != "." }
        guard family.count <= 8, family.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else {
            return false
        }
        let letters = family.prefix { $0.isLetter }
        let generation = family.dropFirst(letters.count).prefix { $0.isNumber }
        let attributes = family.dropFirst(letters.count + generation.count)
        guard !generation.isEmpty, amazon.contains(String(letters)),
            type.count == family.count || type.last?.isLetter == true
        else {
            return false
        }
        // The letter behind the generation says whose processor it is.
        return !attributes.contains("g")
    }
}
