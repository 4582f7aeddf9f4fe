import DependencyAnalysis
import ScanModel
import ScanTestSupport

/// Makes `pom.xml` files short to write: one line for each dependency.
enum POM {
    static func dependency(_ name: String, _ version: String?, _ rest: String = "") -> String {
        let parts = name.split(separator: ":")
        return "<dependency><groupId>\(parts[0])</groupId><artifactId>\(parts[1])</artifactId>"
            + (version.map { "<version>\($0)</version>" } ?? "") + rest + "</dependency>"
    }

    /// The dependencies begin on line 3.
    static func project(_ dependencies: [String] = [], head: String = "", tail: String = "") -> String {
        "<project>\(head)\n<dependencies>\n" + dependencies.joined(separator: "\n")
            + "\n</dependencies>\n\(tail)\n</project>"
    }

    static func managed(_ dependencies: [String]) -> String {
        "<dependencyManagement><dependencies>" + dependencies.joined() + "</dependencies></dependencyManagement>"
    }

    static func coordinates(_ name: String, _ version: String = "1") -> String {
        let parts = name.split(separator: ":")
        return "<groupId>\(parts[0])</groupId><artifactId>\(parts[1])</artifactId><version>\(version)</version>"
    }

    static let rocks = "org.rocksdb:rocksdbjni"
    static let epoll = "io.netty:netty-transport-native-epoll"
}
