import Reporting
import ScanModel

/// What is said about machine code.
package enum BinaryRules {
    /// All of them.
    package static let all = [
        nativeBinary, staticLibrary, objectFile, installedNative, pageAlignment, imagePlatform, imageProgram,
    ]

    static let nativeBinary = Rule(
        id: "native-binary", title: "Program or library for x86 only", area: .binary, severity: .blocker,
        effort: .hours,
        why: "Linux on arm64 neither starts programs for x86 nor loads libraries for it, and nothing of the same name"
            + " for arm64 stands beside.",
        remedy: "build it for arm64, or get it for arm64 from where it came from",
        before: "lib/linux-x86_64/libfoo.so", after: "lib/linux-x86_64/libfoo.so\nlib/linux-aarch64/libfoo.so",
        reference:
            "https://github.com/aws/aws-graviton-getting-started/blob/main/java.md#looking-for-x86-shared-objects-in-jars"
    )
    static let staticLibrary = Rule(
        id: "static-library", title: "Static library for x86 only", area: .binary, severity: .blocker, effort: .hours,
        why: "A linker for arm64 refuses objects for x86, so whatever needs this library can't be built.",
        remedy: "build it for arm64 too, or link the distribution's own", before: "third_party/lib/libfoo.a (x86-64)",
        after: "third_party/lib/x86_64/libfoo.a\nthird_party/lib/aarch64/libfoo.a")
    static let objectFile = Rule(
        id: "object-file", title: "Object file for x86", area: .binary, severity: .note, effort: .minutes,
        why: "An object file is left by a build on an x86 machine; a build for arm64 makes its own.",
        remedy: "leave build output out of what is shipped", before: "src/main.o (x86-64)", after: "# .gitignore\n*.o")
    static let installedNative = Rule(
        id: "installed-native", title: "Installed package with code for x86", area: .binary, severity: .warning,
        effort: .minutes,
        why: "A package manager put code for this machine's architecture into the tree; copied to an arm64 machine, it"
            + " does not load.",
        remedy: "install the packages again on arm64 (npm ci, pip install), and don't ship the folder",
        before: "COPY node_modules ./node_modules", after: "COPY package*.json ./\nRUN npm ci",
        reference: "https://github.com/aws/aws-graviton-getting-started/blob/main/nodejs.md")
    static let pageAlignment = Rule(
        id: "page-alignment", title: "arm64 code that needs small pages", area: .binary, severity: .note,
        effort: .minutes,
        why: "Its segments are aligned to less than 64 KiB: kernels with 64 KiB pages, which some distributions for"
            + " arm64 have, can't load it.",
        remedy: "link it with -Wl,-z,max-page-size=65536 where such kernels are in use",
        before: "cc -shared -Wl,-z,max-page-size=4096 foo.c", after: "cc -shared -Wl,-z,max-page-size=65536 foo.c",
        reference: "https://www.kernel.org/doc/html/latest/arch/arm64/memory.html")
    static let imagePlatform = Rule(
        id: "image-platform", title: "Image without arm64", area: .binary, severity: .blocker, effort: .hours,
        why: "A node with arm64 processors can't run a container of an image that is for another architecture only.",
        remedy: "build the image for linux/amd64 and linux/arm64, and push both under one tag",
        before: "docker build -t shop:1 .", after: "mixarch build -t shop:1 --platform linux/amd64,linux/arm64 .",
        reference: "https://docs.docker.com/build/building/multi-platform/")
    static let imageProgram = Rule(
        id: "image-program", title: "Program in an image that needs a build for arm64", area: .binary,
        severity: .warning, effort: .hours,
        why: "The image's distribution has its own programs for arm64; this one came from elsewhere, and has to be"
            + " there for arm64 too.",
        remedy: "build or download it for the platform that the image is built for (ARG TARGETARCH)",
        before: "COPY tool-linux-amd64 /usr/local/bin/tool",
        after: "ARG TARGETARCH\nCOPY tool-linux-${TARGETARCH} /usr/local/bin/tool",
        reference: "https://docs.docker.com/build/building/multi-platform/")
}

extension Finding {
    /// A finding about a file as a whole.
    init(_ rule: Rule, file: String, severity: Severity? = nil, message: String, remedy: String? = nil) {
        self.init(
            rule: rule.id, severity: severity ?? rule.severity, file: file, message: message,
            remedy: remedy ?? rule.remedy, reference: rule.reference)
    }
}
