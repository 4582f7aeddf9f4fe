import Reporting
import ScanModel

/// Strings of Go programs that are the address of a file for Linux on x86, where nothing asks for the architecture.
enum GoDownloadCheck {
    /// How a program fetches something, or calls what it fetches.
    private static let downloads = [
        "http.Get(", "http.NewRequest", "ownload", "etch(", "\"curl\"", "\"wget\"", "getter.",
    ]
    /// How a choice may be made.
    private static let choices = ["arm64", "aarch64", "ARM64", "GOARCH"]
    private static let names = ["arch", "Arch", "goarch", "goArch", "architecture", "Architecture"]

    static func findings(in text: SourceText, _ file: FileName) -> [Finding] {
        let whole = 0..<text.bytes.count
        guard !file.isAside, text.bytes.contains("://", in: whole), text.bytes.containsAny(downloads, in: whole),
            !text.bytes.containsAny(choices, in: whole),
            !names.contains(where: { !text.bytes.indices(ofName: $0, in: whole).isEmpty })
        else { return [] }
        let code = CommentBlanking.slashes(text.bytes, templates: true)
        return Address.all(in: code, whole).filter { isFetched($0, code) }.prefix(8).map { address in
            Finding(
                DownloadRule.rule, in: text, at: address.range.lowerBound,
                message: "this address is of a file for x86")
        }
    }

    /// Whether an address is the whole of a string, and says Linux besides.
    private static func isFetched(_ address: Address, _ code: [UInt8]) -> Bool {
        guard let quote = code.byte(at: address.range.lowerBound - 1), "\"`".utf8.contains(quote),
            code.byte(at: address.range.upperBound) == quote
        else { return false }
        return address.isForLinuxOnX86 && address.path.lowercased().contains("linux")
    }
}
