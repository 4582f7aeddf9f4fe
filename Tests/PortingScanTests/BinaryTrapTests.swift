import ArchiveTestSupport
import Testing

@Suite struct BinaryTrapTests {
    private static let x86 = ELF.x86Library
    private static let arm = ELF.arm64Library
    private static let blocker = ["native-binary blocker"]
    private static let warning = ["native-binary warning"]
    private static let note = ["native-binary note"]
    private static let loader = "/lib64/ld-linux-x86-64.so.2"

    @Test(arguments: [
        BinaryTrap("JAR", ["a.jar": zip([("linux64/libfoo.so", x86)])], blocker),
        BinaryTrap("32 bits only", ["a.jar": zip([("linux32/libfoo.so", ELF.i386Library)])], blocker),
        BinaryTrap(
            "two widths are one library", ["a.jar": zip([("linux32/f.so", ELF.i386Library), ("linux64/f.so", x86)])],
            blocker),
        BinaryTrap("two libraries", ["a.jar": zip([("a.so", x86), ("b.so", x86)])], blocker + blocker),
        BinaryTrap(
            "a handful for an archive",
            ["a.jar": zip((0..<20).map { ("lib\(Character(UnicodeScalar(97 + UInt8($0)))).so", x86) })],
            blocker + blocker + blocker + blocker + blocker),
        BinaryTrap(
            "EAR, WAR, JAR", ["a.ear": zip([("b.war", zip([("WEB-INF/lib/c.jar", zip([("libfoo.so", x86)]))]))])],
            blocker),
        BinaryTrap("JAR behind a script", ["app.jar": Array("#!/bin/sh\n".utf8) + zip([("libfoo.so", x86)])], blocker),
        BinaryTrap("a ZIP by its content", ["plugin.bundle": zip([("libfoo.so", x86)])], blocker),
        BinaryTrap(
            "wheel", ["w/f-1-cp311-cp311-manylinux1_x86_64.whl": zip([("f/_c.cpython-311-x86_64-linux-gnu.so", x86)])],
            blocker),
        BinaryTrap(
            "a wheel is one thing",
            [
                "f-1-cp311-cp311-linux_x86_64.whl": zip([("f/_c.so", x86), ("f.libs/a.so", x86), ("f.libs/b.so", x86)])
            ], blocker),
        BinaryTrap(
            "a layer for Lambda", ["layer.zip": zip([("python/lib/python3.9/site-packages/f/_c.so", x86)])], blocker),
        BinaryTrap(
            "a JAR that a package brings", ["node_modules/f/f.jar": zip([("linux64/f.so", x86)])],
            ["installed-native warning"]),
        BinaryTrap("egg", ["f.egg": zip([("f/_c.so", x86)])], blocker),
        BinaryTrap("nupkg", ["f.1.0.nupkg": zip([("runtimes/linux-x64/native/libfoo.so", x86)])], blocker),
        BinaryTrap("JMOD", ["java.base.jmod": Array("JM\u{1}\u{0}".utf8) + zip([("lib/libjava.so", x86)])], blocker),
        BinaryTrap("tar", ["a.tar": tar([("bin/tool", ELF.x86Program)])], blocker),
        BinaryTrap("tar.gz", ["a.tar.gz": tgz([("bin/tool", ELF.x86Program)])], blocker),
        BinaryTrap("tgz by its content", ["release": tgz([("bin/tool", ELF.x86Program)])], blocker),
        BinaryTrap("tar.zst", ["a.tar.zst": zstd(raw: tar([("bin/tool", ELF.x86Program)]))], blocker),
        BinaryTrap("npm package", ["f-1.0.tgz": tgz([("package/prebuilds/linux-x64/f.node", x86)])], blocker),
        BinaryTrap("gem", ["f-1.gem": tar([("data.tar.gz", tgz([("lib/f/f.so", x86)]))])], blocker),
        BinaryTrap("crate", ["f-1.crate": tgz([("f-1/lib/libf.a", ELF.x86StaticLibrary)])], ["static-library blocker"]),
        BinaryTrap(
            "deb",
            ["f_1_amd64.deb": ar([("debian-binary", [50]), ("data.tar.gz", tgz([("./usr/bin/f", ELF.x86Program)]))])],
            blocker),
        BinaryTrap(
            "rpm", ["f.x86_64.rpm": rpm(payload: gzip(stored: cpio([("./usr/bin/f", ELF.x86Program)])))], blocker),
        BinaryTrap("cpio", ["root.cpio": cpio([("bin/f", ELF.x86Program)])], blocker),
        BinaryTrap(
            "asar",
            ["resources/app.asar": asar(header: "{\"files\":{\"f.node\":{\"size\":64,\"offset\":\"0\"}}}", x86)],
            blocker),
        BinaryTrap("one compressed file", ["libfoo.so.gz": gzip(stored: x86)], blocker),
        BinaryTrap("compressed program", ["bin/tool.zst": zstd(raw: ELF.x86Program)], blocker),
        BinaryTrap("tar within gz that doesn't say so", ["tools.gz": tgz([("tool", ELF.x86Program)])], blocker),
        BinaryTrap(
            "deflated member",
            [
                "a.jar": {
                    var zip = ZIPFixture(); zip.add(deflated: "libfoo.so", x86); return zip.bytes
                }()
            ], blocker),
        BinaryTrap("no ending", ["a.zip": zip([("bin/protoc", ELF.x86Program)])], blocker),
        BinaryTrap("exe for Linux", ["a.zip": zip([("protoc-linux-x86_64.exe", ELF.x86Program)])], blocker),
        BinaryTrap("versioned library", ["lib/libfoo.so.1.2.3": x86], blocker),
        BinaryTrap("program with a loader", ["bin/run": ELF.program(machine: 62, loader: loader)], blocker),
        BinaryTrap("kernel module", ["drv/foo.ko": ELF.x86Object], blocker),
        BinaryTrap("vendored library", ["libs/linux-x86_64/libfoo.so": x86], blocker),
        BinaryTrap("twin of another name", ["libs/x64/libfoo.so": x86, "libs/arm64/libbar.so": arm], blocker),
        BinaryTrap("twin is a lie", ["libs/x64/libfoo.so": x86, "libs/arm64/libfoo.so": x86], blocker),
        BinaryTrap(
            "32-bit ARM is no twin",
            ["libs/x64/f.so": x86, "libs/arm/f.so": ELF.header(type: 3, machine: 40, bits: 1)], blocker),
        BinaryTrap("node module", ["node_modules/bcrypt/lib/bcrypt.node": x86], ["installed-native warning"]),
        BinaryTrap(
            "one finding for a package", ["node_modules/@a/b/c.node": x86, "node_modules/@a/b/d.node": x86],
            ["installed-native warning"]),
        BinaryTrap(
            "virtual environment",
            [
                "venv/lib/python3.11/site-packages/numpy/core/_m.so": x86,
                "venv/lib/python3.11/site-packages/numpy.libs/libo.so": x86,
            ], ["installed-native warning", "installed-native warning"]),
        BinaryTrap("optional in Java", ["jline.jar": zip([("META-INF/native/linux64/libjansi.so", x86)])], warning),
        BinaryTrap("library of tests", ["tests/native/libfoo.so": x86], warning),
        BinaryTrap("build output", ["build/libfoo.so": x86], note),
        BinaryTrap("libtool's output", ["src/.libs/libfoo.so.1": x86], note),
        BinaryTrap("Cargo's output", ["target/release/app": ELF.x86Program], note),
        BinaryTrap("JAR in build output", ["target/app.jar": zip([("libfoo.so", x86)])], blocker),
        BinaryTrap(
            "static library of a build", ["cmake-build-debug/libf.a": ELF.x86StaticLibrary], ["static-library note"]),
        BinaryTrap(
            "object files of a folder", ["src/a.o": ELF.x86Object, "src/b.o": ELF.x86Object], ["object-file note"]),
        BinaryTrap("test data", ["testdata/amd64-linux-exec": ELF.x86Program], note),
        BinaryTrap("fixtures", ["src/test/fixtures/lib.so": x86], note),
        BinaryTrap(".NET bound to x86", ["app/Shop.dll": PE.assembly(machine: 0x8664, flags: 1)], note),
        BinaryTrap("small pages", ["lib/libfoo.so": ELF.arm64Library(alignment: 4096)], ["page-alignment note"]),
        BinaryTrap(
            "small pages in a JAR",
            [
                "a.jar": zip([
                    ("x86_64/f.so", x86), ("aarch64/f.so", ELF.arm64Library(alignment: 16384)),
                    ("aarch64/g.so", ELF.arm64Library(alignment: 4096)),
                ])
            ], ["page-alignment note"]),
        BinaryTrap(
            "musl without a twin",
            ["p/f.linux-x64-musl.node": x86, "p/f.linux-x64-gnu.node": x86, "p/f.linux-arm64-gnu.node": arm], note),
    ])
    func traps(trap: BinaryTrap) async throws { try await trap.check() }

    private static let macOS: [UInt8] = [0xCF, 0xFA, 0xED, 0xFE, 7, 0, 0, 1] + [UInt8](repeating: 0, count: 24)

    @Test(arguments: [
        BinaryTrap("twins in a JAR", ["a.jar": zip([("linux/amd64/f.so", x86), ("linux/aarch64/f.so", arm)])]),
        BinaryTrap(
            "32 bits too",
            ["a.jar": zip([("linux32/f.so", ELF.i386Library), ("linux64/f.so", x86), ("aarch64/f.so", arm)])]),
        BinaryTrap("glued names", ["a.jar": zip([("libfoo64.so", x86), ("libfoo-aarch64.so", arm)])]),
        BinaryTrap("glued to the word", ["bin/toolamd64": ELF.x86Program, "bin/toolarm64": arm]),
        BinaryTrap(
            "classifier JARs",
            [
                "n-4.1-linux-x86_64.jar": zip([("libe_x86_64.so", x86)]),
                "n-4.1-linux-aarch_64.jar": zip([("libe_aarch_64.so", arm)]),
            ]),
        BinaryTrap(
            "classifier JARs of two versions",
            [
                "n-4.1.1-linux-x86_64.jar": zip([("libe.so", x86)]),
                "n-4.1.2-linux-aarch_64.jar": zip([("libe.so", arm)]),
            ]),
        BinaryTrap(
            "npm packages",
            ["p/foo-linux-x64-gnu/f.linux-x64-gnu.node": x86, "p/foo-linux-arm64-gnu/f.linux-arm64-gnu.node": arm]),
        BinaryTrap(
            "installed npm packages", ["node_modules/@f/linux-x64/f": x86, "node_modules/@f/linux-arm64/f": arm]),
        BinaryTrap(
            "prebuilds", ["prebuilds/linux-x64/node.napi.node": x86, "prebuilds/linux-arm64/node.napi.armv8.node": arm]),
        BinaryTrap(
            "wheels",
            [
                "w/f-1-cp311-cp311-manylinux1_x86_64.whl": zip([("f/_c.cpython-311-x86_64-linux-gnu.so", x86)]),
                "w/f-1-cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64.whl": zip([
                    ("f/_c.cpython-311-aarch64-linux-gnu.so", arm)
                ]),
            ]),
        BinaryTrap(
            "wheels whose libraries have names of their own",
            [
                "f-1-cp311-cp311-manylinux_2_17_x86_64.whl": zip([("f/_c.so", x86), ("f.libs/libq-1a2b.so", x86)]),
                "f-1-cp311-cp311-manylinux_2_28_aarch64.whl": zip([("f/_c.so", arm), ("f.libs/libg-3c4d.so", arm)]),
            ]),
        BinaryTrap(
            "JARs within an archive that names x86",
            [
                "app-linux-x86_64.tar.gz": tgz([("lib/f.jar", zip([("f.so", x86)])), ("bin/f", ELF.x86Program)]),
                "app-linux-aarch64.tar.gz": tgz([("lib/f.jar", zip([("f.so", arm)])), ("bin/f", arm)]),
            ]),
        BinaryTrap(
            "both C libraries",
            [
                "f.linux-x64-musl.node": x86, "f.linux-x64-gnu.node": x86, "f.linux-arm64-gnu.node": arm,
                "f.linux-arm64-musl.node": arm,
            ]),
        BinaryTrap("folders of triples", ["lib/x86_64-linux-gnu/libf.so": x86, "lib/aarch64-linux-gnu/libf.so": arm]),
        BinaryTrap("versioned twins", ["x86_64/libf.so.1.2": x86, "aarch64/libf.so.1.3": arm]),
        BinaryTrap("twin in a folder of its own", ["lib/libf.so": x86, "lib/arm64/libf.so": arm]),
        BinaryTrap("Android archive", ["f.aar": zip([("jni/x86_64/libf.so", x86), ("jni/arm64-v8a/libf.so", arm)])]),
        BinaryTrap("Android archive without arm64", ["f.aar": zip([("jni/x86_64/libf.so", x86)])]),
        BinaryTrap("Android package", ["f.apk": zip([("lib/x86_64/libf.so", x86)])]),
        BinaryTrap("Android by its loader", ["bin/f": ELF.program(machine: 62, loader: "/system/bin/linker64")]),
        BinaryTrap("FreeBSD by its loader", ["bin/f": ELF.program(machine: 62, loader: "/libexec/ld-elf.so.1")]),
        BinaryTrap(
            "Windows and macOS",
            ["a.jar": zip([("w/f.dll", PE.x86Library), ("m/f.dylib", macOS)]), "f.exe": PE.x86Library]),
        BinaryTrap(".NET for any processor", ["app/Shop.dll": PE.assembly(machine: 0x14C, flags: 1)]),
        BinaryTrap(".NET for Windows", ["runtimes/win-x64/Shop.dll": PE.assembly(machine: 0x8664, flags: 1)]),
        BinaryTrap("an object that Go links", ["blob_linux.syso": ELF.x86Object], ["object-file blocker"]),
        BinaryTrap("an object that Go links on x86", ["blob_linux_amd64.syso": ELF.x86Object], ["object-file note"]),
        BinaryTrap("eBPF", ["probe.o": ELF.header(type: 1, machine: 247)]),
        BinaryTrap(
            "GPU code", ["k.cubin": ELF.header(type: 2, machine: 190), "k.hsaco": ELF.header(type: 3, machine: 224)]),
        BinaryTrap("core dump", ["core": ELF.header(type: 4, machine: 62)]),
        BinaryTrap("debug symbols", ["usr/lib/debug/.build-id/ab/cd.debug": x86, "bin/tool.debug": ELF.x86Program]),
        BinaryTrap(
            "other processors",
            ["f.so": ELF.header(type: 3, machine: 40, bits: 1), "g.so": ELF.header(type: 3, machine: 243)]),
        BinaryTrap("classes", ["a.jar": zip([("A.class", [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 61])])]),
        BinaryTrap("linker script", ["lib/libc.so": Array("/* GNU ld script */ GROUP ( /lib/libc.so.6 )".utf8)]),
        BinaryTrap("bitcode in a library", ["lib/libf.a": ar([("a.o/", [0x42, 0x43, 0xC0, 0xDE])])]),
        BinaryTrap("thin library", ["lib/libf.a": Array("!<thin>\na.o/".utf8)]),
        BinaryTrap("WebAssembly", ["f.wasm": [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0]]),
        BinaryTrap("large pages", ["lib/libfoo.so": ELF.arm64Library(alignment: 65536)]),
        BinaryTrap("office documents", ["a.docx": zip([("word/document.xml", [60])])]),
        BinaryTrap("compressed text", ["man/ls.1.gz": [1, 2, 3], "data.json.gz": gzip(stored: Array("{}".utf8))]),
        BinaryTrap("compressed data", ["data.gz": gzip(stored: [1, 2, 3])]),
        BinaryTrap("a PAR that is a text", ["model.par": Array("a = 1\n".utf8), "x.sar": [1, 2], "y.gem": [1]]),
        BinaryTrap("a picture in a JAR", ["a.jar": zip([("logo.png", [0x89, 0x50]), ("A.class", [1])])]),
        BinaryTrap("text that begins like a program", ["MZ.txt": Array("MZ is how this text begins".utf8)]),
        BinaryTrap(
            "nested twins", ["a.war": zip([("WEB-INF/lib/b.jar", zip([("x86_64/f.so", x86), ("aarch64/f.so", arm)]))])]),
        BinaryTrap(
            "broken text member",
            [
                "a.jar": {
                    var zip = ZIPFixture(); zip.add("a.txt", [1], .init(checksum: 1, method: 8, size: 9));
                    zip.add("A.class", [1]); return zip.bytes
                }()
            ]),
        BinaryTrap(
            "encrypted text member",
            [
                "a.zip": {
                    var zip = ZIPFixture(); zip.add("a.txt", [1], .init(flags: 0x801)); return zip.bytes
                }()
            ]),
    ])
    func silence(trap: BinaryTrap) async throws { try await trap.check() }
}
