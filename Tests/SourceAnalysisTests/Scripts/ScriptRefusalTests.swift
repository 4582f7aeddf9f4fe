import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

@Suite struct ScriptRefusalTests {
    private static let rule = "runtime-architecture-check warning "

    private static func trap(
        _ name: String, _ file: String, _ content: String, rule: String = rule, line: Int
    ) -> Trap {
        Trap(name, [file: content], ["\(rule)\(file):\(line)"])
    }

    private static let python = [
        trap(
            "Python: a comparison and an exit", "a.py",
            "import platform, sys\nif platform.machine() != \"x86_64\":\n    sys.exit(\"x86 only\")\n", line: 2),
        trap(
            "Python: on one line", "a.py", "if os.uname().machine != 'x86_64': raise RuntimeError('no')\n", line: 1),
        trap(
            "Python: a variable, a list, an exception", "a.py",
            "def f():\n    arch = platform.machine().lower()\n    if arch not in ('x86_64', 'amd64'):\n        raise OSError(arch)\n",
            line: 3),
        trap(
            "Python: the list has a name", "a.py",
            "SUPPORTED = {'x86_64', 'AMD64'}\n\ndef f():\n    if platform.machine() not in SUPPORTED:\n        raise OSError()\n",
            line: 4),
        trap(
            "Python: else", "a.py",
            "m = os.uname()[4]\nif m == 'x86_64':\n    lib = 'a'\nelif m in ('i386', 'i686'):\n    lib = 'b'\nelse:\n    raise OSError(m)\n",
            line: 2
        ),
        trap("Python: assert", "a.py", "assert platform.machine() == 'x86_64', 'no'\n", line: 1),
        trap(
            "Python: behind a branch that returns", "a.py",
            "def f():\n    if platform.machine() in ['x86_64']:\n        return 'x'\n    raise OSError()\n", line: 2),
        trap(
            "Python: a table without arm64", "a.py",
            "LIBS = {\n    'x86_64': 'a.so',\n    'i686': 'b.so',\n}\nlib = LIBS[platform.machine()]\n", line: 5),
        trap("Python: a table without a name", "a.py", "lib = {'x86_64': 'a'}[platform.machine()]\n", line: 1),
        trap(
            "Python: match", "a.py",
            "match platform.machine():\n    case 'x86_64':\n        f()\n    case _:\n        raise OSError()\n",
            line: 1),
        trap(
            "Python: on Linux only", "a.py",
            "if platform.system() == 'Linux' and platform.machine() != 'x86_64':\n    sys.exit(1)\n", line: 1),
    ]

    private static let javaScript = [
        trap(
            "JavaScript: process.arch", "a.js", "if (process.arch !== 'x64') {\n  throw new Error('x64 only')\n}\n",
            line: 1),
        trap(
            "JavaScript: os.arch and an exit", "a.js",
            "const arch = os.arch()\nif (arch !== 'x64' && arch !== 'ia32') {\n  console.error('no')\n  process.exit(1)\n}\n",
            line: 2),
        trap(
            "TypeScript: a table and nothing found", "a.ts",
            "const TARGETS: Record<string, string> = { x64: 'x86_64', ia32: 'i686' }\nconst target = TARGETS[process.arch]\nif (!target) {\n  throw new Error('unsupported')\n}\n",
            line: 3),
        trap(
            "JavaScript: a switch", "a.mjs",
            "switch (process.arch) {\n  case 'x64':\n    f = 'x'\n    break\n  default:\n    throw new Error(`no`)\n}\n",
            line: 1),
        trap(
            "JavaScript: taken apart", "a.js",
            "const { platform, arch } = process\nif (arch === 'x64') { f() } else { process.exit(2) }\n", line: 2),
        trap(
            "JavaScript: imported", "a.mjs", "import { arch } from 'node:os'\nif (arch() !== 'x64') process.exit(1)\n",
            line: 2),
        trap(
            "JavaScript: without braces", "a.js",
            "if (process.arch === 'x64') module.exports = 1\nelse throw new Error('no')\n", line: 1),
        trap(
            "JavaScript: a list", "a.js",
            "const supported = ['x64'];\nif (!supported.includes(process.arch)) throw new Error('no');\n", line: 2),
    ]

    private static let shell = [
        trap(
            "shell: a feature of x86", "a.sh", "if ! grep -q avx2 /proc/cpuinfo; then\n  echo no >&2\n  exit 1\nfi\n",
            line: 1),
        trap("shell: a test and an exit", "a.sh", "[ \"$(uname -m)\" != x86_64 ] && exit 1\n", line: 1),
        trap("shell: none counted", "a.sh", "[ $(uname -m | grep -c x86_64) -eq 0 ] && exit 1\n", line: 1),
        trap("shell: or", "a.sh", "[ \"$(uname -m)\" = x86_64 ] || { echo no; exit 1; }\n", line: 1),
        trap(
            "shell: if", "install.sh",
            "set -e\nARCH=$(uname -m)\nif [[ \"$ARCH\" != \"x86_64\" && $ARCH != amd64 ]]; then\n  echo unsupported >&2\n  exit 1\nfi\n",
            line: 3),
        trap(
            "shell: case", "install.sh",
            "case \"$(uname -m)\" in\n  x86_64|amd64) arch=amd64 ;;\n  i?86) arch=386 ;;\n  *)\n    echo \"unsupported\"\n    exit 1\n    ;;\nesac\n",
            line: 1),
        trap(
            "shell: case with a function", "install.sh",
            "die() { echo \"$*\" >&2; exit 1; }\ncase `uname -m` in\n x86_64) a=1;;\n *) die \"no\";;\nesac\n", line: 2),
        trap(
            "shell: a function by its keyword", "install.sh",
            "function die {\n echo \"$*\" >&2\n exit 1\n}\ncase `uname -m` in\n x86_64) a=1;;\n *) die \"no\";;\nesac\n",
            line: 5),
        trap(
            "shell: by its first line", "entrypoint",
            "#!/bin/sh\nif ! uname -m | grep -q x86_64; then\n  echo no\n  exit 3\nfi\n", line: 2),
        trap(
            "shell: dpkg", "a.bash", "if [ \"$(dpkg --print-architecture)\" != \"amd64\" ]; then exit 1; fi\n", line: 1),
        trap(
            "shell: arm64 by name", "a.sh",
            "case $(uname -m) in\n aarch64) echo \"not supported\"; exit 1 ;;\n x86_64) a=1 ;;\nesac\n", line: 1),
        trap(
            "shell: behind another question", "a.sh",
            "if [[ $(lsb_release -si) != Ubuntu ]]; then\n  exit 2\nfi\nif [[ $(dpkg --print-architecture) != amd64 ]]; then\n  exit 2\nfi\n",
            line: 4),
        trap("shell: HOSTTYPE", "a.sh", "test \"$HOSTTYPE\" = x86_64 || exit 2\n", line: 1),
        trap(
            "shell: a function that says why", "a.sh",
            "check() {\n  if [ \"$(arch)\" != x86_64 ]; then\n    echo \"only x86_64 is supported\"\n    return 1\n  fi\n}\n",
            line: 2),
    ]

    private static let others = [
        trap("Ruby: a platform", "a.rb", "raise 'no' unless RUBY_PLATFORM =~ /x86_64/\n", line: 1),
        trap(
            "Ruby: case", "a.rb",
            "case RbConfig::CONFIG[\"host_cpu\"]\nwhen 'x86_64', 'amd64'\n  a = 1\nelse\n  abort 'unsupported'\nend\n",
            line: 1),
        trap(
            "PHP: php_uname", "a.php", "<?php\nif (php_uname('m') !== 'x86_64') {\n  die('no');\n}\n", line: 2),
        trap("Perl: Config", "a.pl", "use Config;\ndie \"no\" unless $Config{archname} =~ /x86_64/;\n", line: 2),
        trap(
            "Perl: or", "a.pl", "my $m = `uname -m`;\n$m =~ /x86_64/ or die \"no\";\n", line: 2),
        trap("Lua: jit.arch", "a.lua", "if jit.arch ~= 'x64' then\n  error('no')\nend\n", line: 1),
        trap("Lua: on one line", "a.lua", "if jit.arch ~= \"x64\" then error(\"no\") end\n", line: 1),
        trap("R: arch", "a.R", "if (R.version$arch != \"x86_64\") stop(\"no\")\n", line: 1),
        trap("R: Sys.info", "a.R", "if (Sys.info()[[\"machine\"]] != \"x86_64\") {\n  stop(\"no\")\n}\n", line: 1),
        trap(
            "Elixir: a system", "a.exs",
            "arch = :erlang.system_info(:system_architecture)\nunless String.contains?(to_string(arch), \"x86_64\") do\n  raise \"no\"\nend\n",
            line: 2),
    ]

    private static func fatal(_ name: String, _ file: String, _ content: String, line: Int) -> Trap {
        Trap(name, [file: content], ["runtime-architecture-check blocker \(file):\(line)"])
    }

    /// What everybody meets who builds or starts the program.
    private static let certain = [
        fatal(
            "JavaScript: the program's start", "index.js",
            "if (process.platform !== 'linux' || process.arch !== 'x64') {\n  throw new Error('no')\n}\n", line: 1),
        trap(
            "JavaScript: in a function", "index.js",
            "function load() {\n  if (process.arch !== 'x64') throw new Error('no')\n}\n", line: 2),
        fatal(
            "shell: a build", "MakeTools/setenv",
            "#!/bin/sh\ncase `uname -m` in\n\"Power Macintosh\")\n A=1;;\nppc64) A=2;;\nx86_64|X86_64) A=3;;\n*)\n echo \"Unsupported: `uname -m`\" >&2\n exit 1;;\nesac\n",
            line: 2),
        trap(
            "shell: a build, in a function", "build.sh",
            "check() {\n  if [ \"$(uname -m)\" != x86_64 ]; then\n    exit 1\n  fi\n}\n", line: 2),
        trap(
            "Java: a package that is named as an example", "src/main/java/com/example/A.java",
            "class A {\n  A() {\n    if (!System.getProperty(\"os.arch\").equals(\"amd64\")) throw new Error();\n  }\n}\n",
            rule: "java-os-arch warning ", line: 3),
        fatal(
            "C#: a program without a class", "Program.cs",
            "using System;\nif (RuntimeInformation.ProcessArchitecture != Architecture.X64)\n    throw new Exception();\n",
            line: 2),
        trap(
            "Python: an entry of another system", "a.py",
            "T = {('Linux', 'x86_64'): 'a', ('Darwin', 'x86_64'): 'b', ('Darwin', 'arm64'): 'c'}\n\ndef f():\n    return T[(platform.system(), platform.machine())]\n",
            line: 4),
        trap(
            "JavaScript: a module below a path", "a.js",
            "module.exports = require(path.join(__dirname, 'binding', 'linux-x64-108', 'nat.node'))\n",
            rule: "x86-library-load warning ", line: 1),
    ]

    @Test(arguments: python + javaScript + shell + others + certain) func refusal(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
