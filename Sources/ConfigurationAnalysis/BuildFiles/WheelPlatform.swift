import Reporting
import ScanModel

/// The platform that a `setup.py` names its wheel for, whatever machine builds it.
enum WheelPlatform {
    private static let keys = ["plat_name", "plat-name"]
    /// How such a program asks for its machine.
    private static let questions = ["machine()", "get_platform", "processor()", "uname", "environ", "getenv"]

    /// `plat_name="manylinux2014_x86_64"`, `"plat_name": "manylinux2014_x86_64"`.
    static func declarations(_ lines: PackagingLines) -> [PackagingDeclaration] {
        let code = lines.code
        let whole = 0..<code.count
        guard code.containsAny(keys, in: whole), !code.containsAny(questions, in: whole),
            !ArchitectureWords.namesARM64(code.text(whole))
        else { return [] }
        return keys.flatMap { code.indices(ofName: $0, in: whole) }.sorted().compactMap { place in
            guard let value = value(behind: place + keys[0].utf8.count, code), PackageFields.isX86Only(value),
                value.contains("linux")
            else { return nil }
            return PackagingDeclaration(
                PackagingRules.release, at: place, .warning,
                "the wheel is named for x86 on every machine that builds it")
        }
    }

    /// The string that a name or a key is set to: behind its quote, and "=" or ":".
    private static func value(behind end: Int, _ code: [UInt8]) -> String? {
        var index = end
        if code.byte(at: index).map({ "\"'".utf8.contains($0) }) == true { index += 1 }
        index = code.skippingSpaces(index, to: code.count)
        guard code.byte(at: index).map({ "=:".utf8.contains($0) }) == true else { return nil }
        index = code.skippingSpaces(index + 1, to: code.count)
        guard code.byte(at: index).map({ "\"'".utf8.contains($0) }) == true else { return nil }
        return code.text((index + 1)..<code.endOfString(at: index, to: code.count)).filter { $0 != "\"" && $0 != "'" }
    }
}
