/// What is known of programs by their names.
enum BuildTool {
    /// Compilers and generators whose output is for a virtual machine, a browser or a reader.
    static let portable: Set<String> = [
        "ant", "antora", "artisan", "asciidoctor", "asciidoctor-pdf", "astro", "babel", "bower", "buf", "clj",
        "clojure",
        "closure-compiler", "d8", "docusaurus", "doxygen", "ecj", "elm", "emcc", "esbuild", "eslint", "flow", "gatsby",
        "gradle", "gradlew", "groovyc", "grunt", "gulp", "hexo", "hugo", "jacoco", "jar", "java", "javac", "javadoc",
        "jekyll", "jest", "kotlinc", "lein", "lerna", "lessc", "mdbook", "middleman", "mill", "mkdocs", "mockgen",
        "msgfmt", "mvn", "mvnd", "mvnw", "nanoc", "next", "ng", "nuxt", "nx", "openapi-generator",
        "openapi-generator-cli", "pandoc", "parcel", "pelican", "phar", "php", "php-cs-fixer", "phpunit", "pip-compile",
        "postcss", "prettier", "protoc", "proguard", "r8", "react-scripts", "retext", "rollup", "sass", "sassc", "sbt",
        "scalac", "sphinx-apidoc", "sphinx-build", "sqlc", "stylus", "svgo", "swag", "swagger-codegen", "swc",
        "tailwindcss", "templ", "terser", "thrift", "trunk", "tsc", "turbo", "uglifyjs", "vitepress", "vite",
        "vitest", "vue-cli-service", "wasm-bindgen", "wasm-opt", "wasm-pack", "webpack", "wire", "xgettext", "zola",
    ]

    /// Package managers: what they fetch may hold programs.
    static let packages: Set<String> = [
        "bun", "bundle", "bundler", "bunx", "composer", "gem", "npm", "npx", "pdm", "pip", "pipenv", "pnpm", "pnpx",
        "poetry", "rake", "uv", "yarn", "yarnpkg",
    ]

    /// Programs that run others' scripts.
    static let interpreters: Set<String> = ["deno", "node", "nodejs", "perl", "python", "ruby", "tsx", "ts-node"]

    /// Programs that run scripts of the shell's language.
    static let shells: Set<String> = ["ash", "bash", "dash", "ksh", "sh", "zsh"]

    /// Compilers and what drives them.
    static let compilers: Set<String> = [
        "ar", "as", "autoreconf", "bazel", "bazelisk", "c++", "cabal", "cargo", "cc", "clang", "clang++", "cmake",
        "conan",
        "configure", "cpp", "crystal", "cython", "dmd", "fpc", "g++", "gcc", "gcc-ar", "gfortran", "ghc", "gnat",
        "go", "jlink", "jpackage", "ld", "ldc2", "llc", "make", "meson", "native-image", "nasm", "nim",
        "ninja", "node-gyp", "node-pre-gyp", "nuitka", "objcopy", "ocamlfind", "ocamlopt", "opam", "dune",
        "pyinstaller",
        "qmake", "ranlib", "rustc", "scons", "stack", "strip", "swift", "swiftc", "tcc", "v", "vcpkg", "waf", "xmake",
        "yasm", "zig", "phpize", "docker-php-ext-install", "docker-php-ext-configure", "pecl", "upx",
    ]

    /// Programs that handle files without looking into them, and those that fetch what the build needs.
    static let neutral: Set<String> = [
        ":", ".", "[", "[[", "addgroup", "adduser", "aws", "apk", "apt", "apt-get", "apt-key", "apt-mark", "ash", "awk",
        "base64", "basename", "bash", "break", "bunzip2", "bzip2", "c_rehash", "cat", "cd", "chgrp", "chmod", "chown",
        "cksum", "cmp", "comm", "command", "continue", "corepack", "cp", "curl", "cut", "dash", "date",
        "debconf-set-selections",
        "deluser", "df", "diff", "dirname", "dnf", "dos2unix", "du", "echo", "egrep", "env", "envsubst", "eval", "exec",
        "exit", "export", "expr", "false", "fgrep", "file", "find", "fold", "free", "gawk", "git", "git-lfs", "gosu",
        "gpg",
        "gpgconf", "grep", "groupadd", "groupmod", "gsutil", "gunzip", "gzip", "head", "hash", "hostname", "id",
        "install",
        "jdeps", "jq", "keytool", "kill", "ldd", "less", "let", "ln", "locale-gen", "localedef", "ls", "md5sum",
        "microdnf", "mkdir",
        "mkfifo", "mktemp", "mv", "n", "nl", "nproc", "nvm", "openssl", "paste", "patch", "pathchk", "popd", "printenv",
        "printf", "ps", "pushd", "pwd", "read", "readlink", "realpath", "return", "rev", "rm", "rmdir", "rsync",
        "rustup", "scp", "sdk", "sed", "seq", "set", "sh", "sha1sum", "sha256sum", "sha512sum", "shasum", "shift",
        "shopt",
        "sleep", "sort", "source", "split", "ssh", "ssh-keyscan", "stat", "su", "sync", "tac", "tail", "tar", "tdnf",
        "tee", "test", "touch", "tr", "trap", "tree", "true", "truncate", "type", "ulimit", "umask", "unalias", "uniq",
        "unlink", "unset", "unxz", "unzip", "unzstd", "update-alternatives", "update-ca-certificates",
        "update-ca-trust",
        "useradd", "usermod", "wait", "wc", "wget", "which", "whoami", "xargs", "xmllint", "xsltproc", "xz", "xxd",
        "yes",
        "yq", "yum", "zcat", "zip", "zsh", "zstd", "zypper", "ldconfig", "fc-cache", "add-apt-repository", "apt-cache",
        "yum-config-manager", "dos2unix", "busybox", "cosign", "gcloud", "az", "lsb_release", "tzselect",
        "dpkg-reconfigure",
    ]

    /// Programs that ask what machine they run on.
    static let questions: Set<String> = ["arch", "lscpu", "dpkg-architecture", "getconf"]

    /// - Returns: the name that the tables have: without the version at its end.
    static func name(_ program: String) -> String {
        if isListed(program) { return program }
        var name = program[...]
        while let last = name.last, last.isNumber || last == "." || last == "-" { name = name.dropLast() }
        return isListed(String(name)) ? String(name) : program
    }

    /// Whether anything is known of a program.
    static func isKnown(_ program: String) -> Bool {
        isListed(name(program)) || program == "uname" || program == "dotnet"
    }

    private static func isListed(_ name: String) -> Bool {
        portable.contains(name) || packages.contains(name) || interpreters.contains(name) || compilers.contains(name)
            || neutral.contains(name) || questions.contains(name)
    }
}
