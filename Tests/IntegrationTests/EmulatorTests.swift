import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// The kernel's own binfmt_misc; what is changed is changed in an instance of the test's own (Linux 6.7 and newer),
    /// or, on older kernels, for an architecture that this machine has no emulator for.
    @Suite struct Emulator {
        @Test func bothArchitecturesOfTheLabRun() async throws {
            let (status, report) = try await Mixarch.json("emulator", "status", "linux/amd64", "linux/arm64")
            #expect(status == 0)
            #expect(report["supported"]?.array?.compactMap(\.string) == ["linux/amd64", "linux/arm64"])
            let states = report["architectures"]?.array?.compactMap { $0["state"]?.string } ?? []
            #expect(states.sorted() == ["emulated", "native"])
        }

        @Test func installedProvenAndRemoved() async throws {
            let binary = try #require(Mixarch.variable("MIXARCH_BINARY"))
            let script = """
                set -eu
                cd /
                for folder in /etc/binfmt.d /usr/lib/binfmt.d /var/lib/binfmts; do
                    if [ -d "$folder" ]; then mount -t tmpfs none "$folder"; fi
                done
                "$1" emulator status linux/riscv64 --format json || echo "before: $?"
                "$1" emulator install linux/riscv64
                "$1" emulator install linux/riscv64
                cat /etc/binfmt.d/qemu-riscv64.conf
                "$1" emulator remove linux/riscv64
                ls /etc/binfmt.d
                "$1" emulator status linux/riscv64 || echo "after: $?"
                """
            let own = ["--user", "--map-root-user", "--mount", "sh", "-c"]
            let mount = "mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc"
            let isOwn = try await Program("unshare", own + [mount]).run().status == 0
            if !isOwn {
                try #require(!FileManager.default.fileExists(atPath: "/proc/sys/fs/binfmt_misc/qemu-riscv64"))
            }
            let arguments = isOwn ? own + [mount + "\n" + script] : ["--mount", "sh", "-c", script]
            let result = try await Program("unshare", arguments + ["sh", binary], deadline: .seconds(120)).run()
            #expect(result.status == 0, "\(result.output)\n\(result.errors)")
            #expect(result.output.contains("before: 1"))
            #expect(result.output.contains("register qemu-riscv64 with the kernel"))
            #expect(result.output.contains("\n:qemu-riscv64:M::"))
            #expect(result.output.contains("nothing to change"))
            #expect(result.output.contains("linux/riscv64   emulated   qemu-riscv64"))
            #expect(result.output.contains("after: 1"))
        }

        /// The kernel has another handler of the name that the new one would have, and refuses it.
        @Test func aRefusalLeavesTheOldHandler() async throws {
            let binary = try #require(Mixarch.variable("MIXARCH_BINARY"))
            let script = #"""
                set -eu
                cd /
                mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc || exit 99
                for folder in /etc/binfmt.d /usr/lib/binfmt.d /var/lib/binfmts; do
                    if [ -d "$folder" ]; then mount -t tmpfs none "$folder"; fi
                done
                kernel=/proc/sys/fs/binfmt_misc
                magic='\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xf3\x00'
                mask='\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff'
                printf '%s' ":old-riscv64:M::$magic:$mask:/usr/bin/qemu-riscv64-static:OC" >$kernel/register
                echo ':qemu-riscv64:E::zzz::/bin/true:' >$kernel/register
                cat $kernel/old-riscv64 >/etc/binfmt.d/before
                "$1" emulator install linux/riscv64 || echo "refused: $?"
                diff /etc/binfmt.d/before $kernel/old-riscv64 && echo same
                """#
            let result = try await Program(
                "unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", binary],
                deadline: .seconds(120)
            ).run()
            // Before Linux 6.7 there is one list of handlers for the whole machine: it is left alone.
            if result.status == 99 { return }
            #expect(
                result.status == 0 && result.output.contains("refused: 69\nsame"), "\(result.output)\n\(result.errors)")
            #expect(result.errors.contains("register old-riscv64 again"), "\(result.errors)")
        }

        @Test func aRehearsalChangesNothing() async throws {
            let plan = try await Mixarch.run("emulator", "install", "linux/s390x", "--dry-run")
            #expect(plan.status == 0)
            let wrong = try await Mixarch.run("emulator", "remove", "linux/amd64", "--dry-run")
            #expect(wrong.status == 64 && wrong.errors.contains("own architecture"))
            let unknown = try await Mixarch.run("emulator", "status", "linux/vax")
            #expect(unknown.status == 64)
        }
    }
}
