import Reporting
import ScanModel

/// Programs of any language that fetch what is for x86.
enum DownloadRule {
    static let rule = Rule(
        id: "program-downloads-x86", title: "a program that downloads what is for x86", area: .source,
        severity: .warning, effort: .minutes,
        why: "The address is of a file for Linux on x86, and nothing in the program chooses one for arm64.",
        remedy: "choose the file by the architecture that the program runs on",
        before: "urlretrieve(\"https://example.com/tool-linux-amd64.tgz\", \"tool.tgz\")",
        after: "arch = {\"x86_64\": \"amd64\", \"aarch64\": \"arm64\"}[platform.machine()]\n"
            + "urlretrieve(f\"https://example.com/tool-linux-{arch}.tgz\", \"tool.tgz\")")
}
