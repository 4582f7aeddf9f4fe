import Reporting
import ScanModel

/// Images that fabric8's docker-maven-plugin makes for x86 only.
enum DockerMavenPlugin {
    private static let name = "docker-maven-plugin"
    /// Docker Hub has the images of each architecture in a name of their own.
    private static let bases = ["<from>amd64/", "<from>i386/", "<from>docker.io/amd64/"]

    /// `<buildx><platforms><platform>linux/amd64</platform></platforms></buildx>`, `<from>amd64/debian:12</from>`.
    static func declarations(_ lines: PackagingLines) -> [PackagingDeclaration] {
        guard lines.code.contains(name, in: 0..<lines.code.count) else { return [] }
        let xml = CommentBlanking.xml(lines.code)
        // A profile beside it may make the one for arm64.
        guard !ArchitectureWords.namesARM64(xml.text(0..<xml.count)) else { return [] }
        return (platforms(xml) + bases.flatMap { xml.indices(of: $0, in: 0..<xml.count) }).sorted().map {
            PackagingDeclaration(PackagingRules.release, at: $0, .warning, "the image is made for x86 only")
        }
    }

    private static func platforms(_ xml: [UInt8]) -> [Int] {
        xml.indices(of: "<buildx>", in: 0..<xml.count).compactMap { place in
            guard let end = xml.firstIndex(of: "</buildx>", in: place..<xml.count),
                let list = xml.firstIndex(of: "<platforms>", in: place..<end),
                let close = xml.firstIndex(of: "</platforms>", in: list..<end)
            else { return nil }
            return PackageFields.isX86Only(xml.text(list..<close)) ? list : nil
        }
    }
}
