import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

@Suite struct ScriptSilenceTests {
    private static let fine = [
        Trap(
            "shell: a feature of x86, or not",
            [
                "a.sh":
                    "if grep -q avx2 /proc/cpuinfo; then\n  fast\nelse\n  slow\nfi\ngrep -c processor /proc/cpuinfo || exit 1\n"
            ]),
        Trap(
            "Python: a download for each",
            [
                "a.py":
                    "URLS = ['https://e.com/t-linux-amd64.tgz', 'https://e.com/t-linux-arm64.tgz']\nfor u in URLS: urlretrieve(u)\n"
            ]),
        Trap(
            "JavaScript: a comment behind a template",
            ["a.js": "const a = `it's`\n// https://e.com/t-linux-x64\nhttps.get(a)\n"]),
        Trap("Python: an address that is not fetched", ["a.py": "HELP = 'https://e.com/t-linux-amd64.tgz'\n"]),
        Trap(
            "Python: entries of all systems",
            [
                "a.py":
                    "T = {('Linux', 'x86_64'): 'a', ('Linux', 'aarch64'): 'b', ('Darwin', 'arm64'): 'c'}\nx = T[(platform.system(), platform.machine())]\n"
            ]),
        Trap(
            "Python: arm64 beside", ["a.py": "if platform.machine() not in ('x86_64', 'aarch64'):\n    sys.exit(1)\n"]),
        Trap(
            "Python: a branch for arm64",
            [
                "a.py":
                    "m = platform.machine()\nif m == 'x86_64':\n    a = 1\nelif m == 'aarch64':\n    a = 2\nelse:\n    raise OSError(m)\n"
            ]),
        Trap("Python: no error", ["a.py": "if platform.machine() == 'x86_64':\n    fast()\nelse:\n    slow()\n"]),
        Trap("Python: 32 bits are refused", ["a.py": "if platform.machine() in ('i386', 'i686'):\n    sys.exit(1)\n"]),
        Trap("Python: arm64 is in the table", ["a.py": "lib = {'x86_64': 'a', 'aarch64': 'b'}[platform.machine()]\n"]),
        Trap(
            "Python: a table that may lack it",
            ["a.py": "L = {'x86_64': 'a'}\nlib = L.get(platform.machine(), 'generic')\n"]),
        Trap(
            "Python: a look-up whose failure is expected",
            ["a.py": "L = {'x86_64': 'a'}\ntry:\n    lib = L[platform.machine()]\nexcept KeyError:\n    lib = None\n"]),
        Trap(
            "Python: on a Mac",
            ["a.py": "if sys.platform == 'darwin' and platform.machine() != 'x86_64':\n    sys.exit(1)\n"]),
        Trap(
            "Python: a doc string",
            ["a.py": "\"\"\"\nif platform.machine() != 'x86_64':\n    sys.exit(1)\n\"\"\"\nx = 1\n"]),
        Trap("Python: a comment", ["a.py": "# if platform.machine() != 'x86_64': sys.exit(1)\nx = 1\n"]),
        Trap("Python: a friendly end", ["a.py": "if platform.machine() != 'x86_64':\n    sys.exit(0)\n"]),
        Trap(
            "Python: another error",
            ["a.py": "arch = platform.machine()\nif fmt != 'x64':\n    raise ValueError(fmt)\n"]),
        Trap("Python: an interpolated name", ["a.py": "ctypes.CDLL(f'lib/{platform.machine()}/libfoo.so')\n"]),
        Trap("Python: a library without an architecture", ["a.py": "ctypes.CDLL('libc.so.6')\n"]),
        Trap(
            "Python: the library of the machine",
            ["a.py": "if platform.machine() == 'x86_64':\n    ctypes.CDLL('libfoo-x86_64.so')\n"]),
        Trap(
            "JavaScript: a table with arm64",
            ["a.js": "const T = { x64: 'a', arm64: 'b' }\nconst t = T[process.arch]\nif (!t) throw new Error('no')\n"]),
        Trap(
            "JavaScript: a switch with arm64",
            [
                "a.js":
                    "switch (process.arch) {\n case 'x64': f(); break\n case 'arm64': g(); break\n default: throw new Error()\n}\n"
            ]),
        Trap(
            "JavaScript: a fallback",
            ["a.js": "const bin = process.arch === 'x64' ? 'a' : 'b'\nif (!bin) throw new Error()\n"]),
        Trap(
            "JavaScript: returns for both",
            [
                "a.js":
                    "function f() {\n  if (process.arch === 'x64') return 'a'\n  if (process.arch === 'arm64') return 'b'\n  throw new Error('no')\n}\n"
            ]),
        Trap(
            "JavaScript: the loader of a native package",
            [
                "a.js":
                    "switch (arch) {\n case 'x64':\n  m = require('@s/pkg-linux-x64-gnu')\n  break\n case 'arm64':\n  m = require('@s/pkg-linux-arm64-gnu')\n}\n"
            ]),
        Trap(
            "JavaScript: Windows",
            ["a.js": "if (process.platform === 'win32' && process.arch !== 'x64') throw new Error()\n"]),
        Trap("shell: some counted", ["a.sh": "[ $(uname -m | grep -c i686) -ne 0 ] && exit 1\n"]),
        Trap(
            "shell: arm64 too",
            ["a.sh": "case $(uname -m) in\n x86_64) a=1;;\n aarch64|arm64) a=2;;\n *) exit 1;;\nesac\n"]),
        Trap("shell: a fallback", ["a.sh": "case $(uname -m) in\n x86_64) a=1;;\n *) a=$(uname -m);;\nesac\n"]),
        Trap(
            "shell: 32 bits are refused",
            ["a.sh": "case $(uname -m) in\n i386|i686) echo \"32 bit is not supported\"; exit 1;;\nesac\n"]),
        Trap("shell: any of 64 bits", ["a.sh": "case $(uname -m) in\n *64) ;;\n *) exit 1;;\nesac\n"]),
        Trap("shell: a question", ["a.sh": "is_x86() {\n  [ \"$(uname -m)\" = x86_64 ] || return 1\n}\n"]),
        Trap("shell: nothing to do", ["a.sh": "[ \"$(uname -m)\" = x86_64 ] || exit 0\n"]),
        Trap("shell: how many bits", ["a.sh": "[ \"$(getconf LONG_BIT)\" = 64 ] || exit 1\n"]),
        Trap(
            "shell: on a Mac",
            ["a.sh": "if [ \"$(uname)\" = Darwin ] && [ \"$(uname -m)\" != x86_64 ]; then exit 1; fi\n"]),
        Trap("shell: a here-document", ["a.sh": "cat <<EOF\n[ \"$(uname -m)\" != x86_64 ] && exit 1\nEOF\n"]),
        Trap(
            "shell: another error", ["a.sh": "arch=$(uname -m)\n[ \"$arch\" = x86_64 ] && opt=-f\n[ -f x ] || exit 1\n"]
        ),
        Trap(
            "shell: an error of something else in the branch of arm64",
            ["a.sh": "case $(uname -m) in\n aarch64)\n  if [ ! -f x ]; then exit 1; fi ;;\nesac\n"]),
        Trap("Ruby: arm64 too", ["a.rb": "raise 'no' unless RUBY_PLATFORM =~ /x86_64|aarch64/\n"]),
        Trap("Perl: other things", ["a.pl": "my $a = $Config{archname};\nopen(F, $a) or die \"no\";\n"]),
        Trap(
            "a test that asks",
            ["a.php": "<?php\nif (php_uname('m') === 'x86_64') { $fast = true; }\nif (!$argc) { die('usage'); }\n"]),
    ]

    private static let loads = [
        Trap(
            "Python: a download", ["a.py": "URL = 'https://e.com/t_linux64.zip'\nurlretrieve(URL, 't.zip')\n"],
            ["program-downloads-x86 warning a.py:1"]),
        Trap(
            "JavaScript: a download",
            ["a.js": "const url = `https://e.com/v${version}/t-linux-x64`\nhttps.get(url, (r) => r.pipe(out))\n"],
            ["program-downloads-x86 warning a.js:1"]),
        Trap(
            "Python: a library of x86", ["a.py": "import ctypes\nlib = ctypes.CDLL(\"./lib/libfoo-x86_64.so\")\n"],
            ["x86-library-load warning a.py:2"]),
        Trap(
            "Python: a folder of x86", ["a.py": "lib = ctypes.cdll.LoadLibrary('lib/linux-amd64/libfoo.so')\n"],
            ["x86-library-load warning a.py:1"]),
        Trap(
            "Python: a folder of x86 among others",
            ["a.py": "lib = cdll.LoadLibrary(os.path.join(here, \"linux-x86_64\", \"libfoo.so\"))\n"],
            ["x86-library-load warning a.py:1"]),
        Trap(
            "JavaScript: a module of x86", ["a.js": "const n = require('./build/linux-x64/foo.node')\n"],
            ["x86-library-load warning a.js:1"]),
        Trap(
            "JavaScript: a package of x86", ["a.js": "module.exports = require('@scope/pkg-linux-x64-gnu')\n"],
            ["x86-library-load warning a.js:1"]),
        Trap(
            "JavaScript: an addon by the parts of its path",
            ["a.js": "module.exports = require(path.join(__dirname, 'binding', 'linux-x64-108', 'nat.node'))\n"],
            ["x86-library-load warning a.js:1"]),
        Trap(
            "JavaScript: a path that is not loaded",
            ["a.js": "const a = require('path'); const b = join('linux-x64-108', 'nat.node')\n"]),
        Trap(
            "JavaScript: an addon for the machine",
            ["a.js": "require(path.join(__dirname, `linux-${process.arch}`, 'nat.node'))\n"]),
        Trap(
            "a test refuses", ["tests/a.py": "if platform.machine() != 'x86_64':\n    sys.exit(1)\n"],
            ["runtime-architecture-check note tests/a.py:1"]),
    ]

    @Test(arguments: fine) func silence(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test(arguments: loads) func load(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }

    /// Broken and hostile programs must neither crash nor hang.
    @Test(arguments: ["a.py", "a.js", "a.sh", "a.rb", "a.pl", "a.java", "a.lua"])
    func hostile(_ file: String) async throws {
        let probe = "platform.machine() process.arch uname -m RUBY_PLATFORM archname os.arch jit.arch x86_64 "
        let pieces = [
            "if (", "if ", "{", "(", "case x in ", "`", "\"", "'''", "if(a)", "x={", "}[", "switch (a) {", "&& ",
            "esac ",
            "<<EOF\n", "else ", "}", "\\", "unless ", "\u{0}\n\r\n",
        ]
        for piece in pieces {
            let text = probe + "\n" + String(repeating: piece, count: 300) + "\n" + probe
            _ = try await Project(SourceAnalyses.all).summary([file: text])
        }
    }
}
