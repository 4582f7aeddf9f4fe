import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// What mixarch puts together itself, beside what BuildKit makes of the same Dockerfile and context.
    @Suite struct Assemble {
        /// A base as distributions and their users make it: links to folders, users, a folder that is somebody's.
        private static let base = """
            FROM scratch
            COPY --chown=100:101 base/home /home
            COPY base/ /
            COPY --chown=100:101 --chmod=711 base/home/app /home/app
            ENV FLAVOUR=x
            WORKDIR /home/app
            USER shop
            ENTRYPOINT ["/bin/sh"]
            CMD ["-c"]
            ONBUILD COPY one.txt /onbuild/
            ONBUILD LABEL on=build
            """

        /// Makes the context in a folder, and the base in the lab's registry.
        /// - Returns: the base's name.
        private func prepare(_ folder: String) async throws -> String {
            let script = """
                mkdir -p base/usr/bin base/etc base/var/real base/home/app tree/bin/sub tree/etc deep/a/b out/keep out/drop
                echo sh >base/usr/bin/sh; ln -s usr/bin base/bin; ln -s /var/real base/data; echo old >base/var/real/old
                printf 'root:x:0:0::/:/bin/sh\\nshop:x:100:101::/:/bin/sh\\n' >base/etc/passwd
                printf 'root:x:0:\\nshop:x:101:\\nstaff:x:50:\\n' >base/etc/group
                ln -s ../../../../../../outside base/escape; chmod 700 base/home/app
                echo one >one.txt; ln -s one.txt link; ln -s tree treelink; echo t >tree/bin/own; echo q >tree/bin/sub/q
                echo e >tree/etc/mine; chmod 2750 tree/bin/sub; ln tree/bin/own tree/bin/sub/twin; chmod 4711 tree/bin/own
                echo 1 >deep/a/b/1.txt; echo 2 >deep/a/2.md; echo k >out/keep/k; echo d >out/drop/d; echo s >out/drop/special
                printf 'out/drop\\n!out/drop/special\\n**/*.md\\nDockerfile*\\n' >.dockerignore
                tar --owner=12 --group=34 -cf plain.tar -C tree . && gzip -c plain.tar >a.gzip && xz -c plain.tar >a.xz
                zstd -q -c plain.tar >a.zst && bzip2 -c plain.tar >a.bz2 && gzip -c one.txt >one.gz && : >empty
                head -c 10240 /dev/zero >zeros.tar
                """
            let prepared = try await Command.run("sh", "-ec", script, in: folder)
            #expect(prepared.status == 0, "\(prepared.errors)")
            try Self.base.write(to: folder + "/Dockerfile.base")
            let name = try Mixarch.registry() + "/test/assemble-base:1"
            let built = try await Mixarch.run(
                "build", folder, "-f", folder + "/Dockerfile.base", "-t", name, "--push", "--platform", "linux/amd64")
            #expect(built.status == 0, "\(built.errors)")
            return name
        }

        @Test(arguments: [
            // Files, folders, links, wildcards, names.
            """
            COPY one.txt /bin/
            COPY one.txt /data
            COPY one.txt /data/old
            COPY one.txt /escape/here
            COPY one.txt relative.txt
            COPY tree/bin/ /bin
            COPY link /followed
            COPY treelink/ /folder/
            COPY nothing* on*.txt /wild/
            COPY deep/*/*/*.txt flat/
            COPY ["one.txt", "with space"]
            COPY out /out/
            COPY . /everything
            """,
            // Owners and modes.
            """
            COPY --chown=shop tree/etc /new/place
            COPY --chown=shop:staff --chmod=640 tree/bin /new/other
            COPY --chown=7 --chmod=4711 one.txt /seven
            COPY --chown=shop:8 one.txt /home/app/
            COPY tree/bin /home
            WORKDIR made/by/shop
            USER root
            WORKDIR /made/by/root
            WORKDIR /home/app
            WORKDIR ../up
            """,
            // Archives.
            """
            ADD plain.tar /
            ADD a.gzip a.xz a.zst a.bz2 /under/
            ADD one.gz empty zeros.tar /plain/
            ADD one.gz /renamed
            ADD --chown=9:9 plain.tar /owned/
            COPY a.gzip /packed/
            """,
            // Other images, and layers that don't look at what is below.
            """
            COPY --from=BASE /bin/sh /x1
            COPY --from=BASE /data/ /x2/
            COPY --from=BASE --chown=3:4 /etc/pass* /x3/
            COPY --from=BASE / /all/
            COPY --link one.txt /bin/x
            COPY --link --chown=5:6 tree/ /etc/
            """,
            // Defaults and their history.
            """
            ARG PORT=8080
            ARG TARGETARCH GIVEN=default UNSET
            ENV A="1 2" PATH=/opt:$PATH OLD=$A
            ENV OLDER style value
            LABEL a=b "c d"="e $A" old=$UNSET
            EXPOSE $PORT 53/udp 90-91
            VOLUME ["/data"]
            VOLUME /x /y
            STOPSIGNAL SIGINT
            HEALTHCHECK --interval=1m30s --retries=10 --start-period=5s CMD check me
            SHELL ["/bin/sh", "-ec"]
            ENTRYPOINT run $A
            CMD ["a", "b\\tc\\"d"]
            ONBUILD RUN foo   bar
            MAINTAINER me <me@example.com>
            COPY <<A <<"B" /here/
            $PORT expanded
            A
            $PORT literal
            B
            """,
            "CMD echo hi\nHEALTHCHECK NONE\nENTRYPOINT []\n",
            // Stages that run nothing, of which others take files.
            """
            COPY --chown=shop tree /kept/tree
            ADD plain.tar /kept/plain/
            COPY <<TEXT /kept/text
            words
            TEXT
            COPY --link deep /opt/deep
            FROM scratch AS more
            COPY --link --chmod=711 one.txt /m/
            COPY --from=0 /kept /m/kept
            FROM more AS most
            COPY one.txt /m/kept/text
            WORKDIR /m/made
            FROM BASE
            COPY --from=0 /kept/ /from0/
            COPY --from=0 /bin/sh /data/old /opt/deep/a/b/1.txt /from0/base/
            COPY --from=most /m/ /most/
            COPY --from=more --chown=9 --chmod=700 /m/kept/tree/bin/sub /sub/
            COPY --from=1 /m/*.tx? /wild/
            """,
            "FROM BASE AS two\nENV X=1\nCMD [\"two\"]\nFROM two\nENTRYPOINT [\"/three\"]\nENV Y=$X\n",
        ])
        func isWhatBuildKitMakes(_ instructions: String) async throws {
            try await withFolder { folder in
                let base = try await prepare(folder)
                let text = "FROM \(base)\n\(instructions.replacing("BASE", with: base))\n"
                try text.write(to: folder + "/Dockerfile")
                try await withFolder { results in
                    let common = ["--platform", "linux/amd64", "--build-arg", "GIVEN=value"]
                    for (form, name) in [("oci", "image.tar"), ("tar", "files.tar")] {
                        let theirs = try await Program(
                            "docker",
                            [
                                "buildx", "build", folder, "--provenance=false", "--output",
                                "type=\(form),dest=\(results)/their-\(name)",
                            ]
                                + common, deadline: .seconds(120)
                        ).run()
                        #expect(theirs.status == 0, "\(theirs.errors)")
                        let ours = try await Mixarch.program(
                            ["build", folder, "--output", "type=\(form),dest=\(results)/our-\(name)"] + common
                        ).run()
                        #expect(ours.status == 0, "\(ours.errors)")
                        #expect(ours.output.contains("assembled"))
                    }
                    #expect(
                        try await configuration("\(results)/our-image.tar")
                            == configuration("\(results)/their-image.tar"))
                    let script = """
                        for side in our their; do
                            mkdir $side && tar --numeric-owner -xpf $side-files.tar -C $side
                            (cd $side && find . ! -name . -printf '%P %y %m %U:%G %l\\n' | sort) >$side.list
                        done
                        diff our.list their.list && diff -r --no-dereference our their
                        """
                    let same = try await Command.run("sh", "-c", script, in: results)
                    #expect(same.status == 0, "\(same.output)\(same.errors)")
                }
            }
        }

        /// A configuration without times and digests: they depend on the files' times, which BuildKit keeps.
        private func configuration(_ archive: String) async throws -> JSONValue {
            let read = try await Command.run("skopeo", "inspect", "--config", "--raw", "oci-archive:" + archive)
            #expect(read.status == 0, "\(read.errors)")
            var json = try JSONValue(parsing: read.output.utf8, source: archive)
            json["created"] = nil
            let layers = json[path: "rootfs", "diff_ids"]?.array?.count ?? 0
            json["rootfs"] = .integer(Int64(layers))
            json["history"] = .array(
                (json["history"]?.array ?? []).map { entry in
                    var entry = entry
                    entry["created"] = nil
                    return entry
                })
            return json
        }

        @Test func whatOthersReadOfIt() async throws {
            try await withFolder { folder in
                let base = try await prepare(folder)
                try "FROM \(base)\nCOPY tree /tree\n".write(to: folder + "/Dockerfile")
                let name = try Mixarch.registry() + "/test/assembled:1"
                let (status, result) = try await Mixarch.json(
                    "build", folder, "--platform", "linux/amd64", "-t", name, "--push", "--output",
                    "oci:\(folder)/layout",
                    "--output", "docker-archive:\(folder)/docker.tar", "--metadata-file", folder + "/metadata.json",
                    "--iidfile",
                    folder + "/id")
                #expect(status == 0)
                let digest = try #require(result["digest"]?.string)
                #expect(try String(contentsOf: URL(filePath: folder + "/id"), encoding: .utf8) == digest)
                let metadata = try JSONValue(
                    parsing: [UInt8](Data(contentsOf: URL(filePath: folder + "/metadata.json"))), source: "metadata")
                #expect(metadata["containerimage.digest"]?.string == digest && metadata["image.name"]?.string == name)
                for judge in [
                    ["crane", "validate", "--insecure", "--remote", name],
                    ["umoci", "unpack", "--image", "\(folder)/layout:1", "\(folder)/bundle"],
                    [
                        "skopeo", "copy", "--dest-tls-verify=false", "docker-archive:\(folder)/docker.tar",
                        "docker://\(name)-docker",
                    ],
                    ["docker", "load", "--input", "\(folder)/docker.tar"],
                    [
                        "sh", "-c",
                        "for b in \(folder)/layout/blobs/sha256/*; do gzip -t $b 2>/dev/null || jq . $b >/dev/null; done",
                    ],
                ] {
                    let judged = try await Program(judge[0], Array(judge.dropFirst()), deadline: .seconds(120)).run()
                    #expect(judged.status == 0, "\(judge.joined(separator: " ")): \(judged.output)\(judged.errors)")
                }
                let unpacked = folder + "/bundle/rootfs/tree/bin/own"
                #expect(try String(contentsOf: URL(filePath: unpacked), encoding: .utf8) == "t\n")
            }
        }

        /// A build context that is an OCI layout, another folder, or another image.
        @Test func baseFromALayout() async throws {
            try await withFolder { folder in
                _ = try await prepare(folder)
                let first = try await Mixarch.run(
                    "build", folder, "-f", folder + "/Dockerfile.base", "--output", "oci:\(folder)/layout:x")
                #expect(first.status == 0, "\(first.errors)")
                try "FROM below\nCOPY --from=aside mine /mine\nCOPY --from=below /data/old /old\n".write(
                    to: folder + "/Dockerfile")
                let second = try await Mixarch.run(
                    "build", folder, "--build-context", "below=oci-layout://\(folder)/layout:x", "--build-context",
                    "aside=\(folder)/tree/etc", "--output", folder + "/files", "--platform", "linux/amd64")
                #expect(second.status == 0, "\(second.errors)")
                #expect(second.output.contains("assembled"))
                for (name, text) in [("mine", "e\n"), ("old", "old\n"), ("onbuild/one.txt", "one\n")] {
                    #expect(try String(contentsOf: URL(filePath: "\(folder)/files/\(name)"), encoding: .utf8) == text)
                }
            }
        }
    }
}
