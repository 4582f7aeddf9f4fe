/// What a place in an image says about who put a file there.
enum ImagePlace {
    /// Where the official images of languages and servers keep what they have for every architecture.
    private static let runtimes = [
        "opt/java/openjdk/", "usr/lib/jvm/", "usr/local/openjdk", "usr/java/", "opt/jdk", "usr/local/bin/python",
        "usr/local/bin/idle", "usr/local/lib/libpython", "usr/local/bin/node", "usr/local/go/", "usr/local/rustup/",
        "usr/local/cargo/bin/", "usr/local/bin/ruby", "usr/local/lib/libruby", "usr/local/lib/ruby/2",
        "usr/local/lib/ruby/3", "usr/local/bin/php", "usr/local/sbin/php", "usr/local/lib/php/", "usr/share/dotnet/",
        "usr/lib/dotnet/", "usr/local/tomcat/native-jni-lib/", "usr/local/apache2/", "usr/local/lib/erlang/",
        "usr/local/bin/redis-", "usr/local/bin/gosu", "usr/local/bin/tini", "usr/local/swift/", "bin/busybox", "bin/[",
        "usr/local/bin/docker-", "opt/bitnami/common/",
    ]
    private static let folders = ["bin", "sbin", "lib", "lib32", "lib64", "libexec", "etc", "var", "boot", "run"]
    private static let userFolders = ["bin", "sbin", "lib", "lib32", "lib64", "libexec", "share", "include", "games"]
    private static let systemFolders =
        folders.map { $0 + "/" } + userFolders.map { "usr/" + $0 + "/" }
        + [
            "usr/local/include/", "usr/local/share/man/", "usr/local/share/doc/", "usr/local/lib/node_modules/npm/",
            "usr/local/lib/node_modules/corepack/", "opt/yarn", "root/.cache/", "usr/local/share/zsh/",
        ]
    /// Manuals are compressed one by one.
    private static let withoutPrograms = [
        "usr/share/doc/", "usr/share/man/", "usr/share/info/", "usr/share/locale/", "usr/share/zoneinfo/",
        "usr/share/fonts/", "usr/share/icons/", "usr/share/consolefonts/", "usr/share/i18n/", "usr/include/",
        "usr/share/keyrings/", "usr/share/perl", "usr/share/bash-completion/", "var/lib/apt/", "var/cache/",
    ]

    /// Whether a runtime's own image put a file there.
    static func isRuntime(_ path: String) -> Bool {
        runtimes.contains { path.hasPrefix($0) } || isPythonStandardLibrary(path)
    }

    /// Whether texts there are a distribution's, and say nothing about the application.
    static func isSystem(_ path: String) -> Bool {
        systemFolders.contains { path.hasPrefix($0) } || isRuntime(path)
    }

    /// Whether there are no programs, and no archives of them.
    static func isWithoutPrograms(_ path: String) -> Bool { withoutPrograms.contains { path.hasPrefix($0) } }

    /// `usr/local/lib/python3.11/…`, but for what is installed there.
    private static func isPythonStandardLibrary(_ path: String) -> Bool {
        guard path.hasPrefix("usr/local/lib/python") else { return false }
        return !path.contains("/site-packages/") && !path.contains("/dist-packages/")
    }
}
