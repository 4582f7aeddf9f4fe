import DockerfileModel
import ImageBuilding
import Testing

/// A Dockerfile, and what `--fix` makes of it.
struct FixCase: Sendable, CustomTestStringConvertible {
    let name: String
    let before: String
    /// The same as before when it has to be done by hand.
    let after: String
    /// Words of what is said about it.
    let says: String

    var testDescription: String { name }

    init(_ name: String, _ before: String, _ after: String? = nil, says: String) {
        self.name = name
        self.before = before
        self.after = after ?? before
        self.says = says
    }

    private static let compiler =
        "RUN apt-get update && apt-get install -y --no-install-recommends crossbuild-essential-$TARGETARCH"
        + " libc6-dev-$TARGETARCH-cross"
    private static let triple = "triple=$(dpkg-architecture -a$TARGETARCH -qDEB_HOST_GNU_TYPE)"

    static let automatic: [FixCase] = [
        FixCase(
            "Go",
            """
            # The shop.
            FROM golang:1.22 AS build
            WORKDIR /app
            COPY . .

            # Static.
            RUN CGO_ENABLED=0 GOOS=linux   go build -o /shop   # no cgo
            FROM scratch
            COPY --from=build /shop /shop
            """,
            """
            # The shop.
            FROM --platform=$BUILDPLATFORM golang:1.22 AS build
            WORKDIR /app
            COPY . .

            # Static.
            ARG TARGETARCH
            RUN CGO_ENABLED=0 GOOS=linux   GOARCH=$TARGETARCH go build -o /shop   # no cgo
            FROM scratch
            COPY --from=build /shop /shop
            """, says: "GOARCH=$TARGETARCH"),
        FixCase(
            "Go, no word of cgo, on several lines",
            "FROM golang AS build\nRUN go mod download && \\\n    # the program\n    go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /\n",
            "FROM --platform=$BUILDPLATFORM golang AS build\nARG TARGETARCH\nARG TARGETOS\nRUN go mod download && \\\n    # the program\n    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /\n",
            says: "CGO_ENABLED=0"),
        FixCase(
            "Go with the architecture in ENV",
            "FROM golang AS build\nENV CGO_ENABLED=0 GOARCH=amd64\nRUN go build -o /shop\nFROM scratch\nCOPY --from=build /shop /\n",
            "FROM --platform=$BUILDPLATFORM golang AS build\nARG TARGETARCH\nENV CGO_ENABLED=0 GOARCH=$TARGETARCH\nRUN go build -o /shop\nFROM scratch\nCOPY --from=build /shop /\n",
            says: "GOARCH=$TARGETARCH"),
        FixCase(
            "Go with cgo on Debian",
            "FROM golang:1.22-bookworm AS build\nRUN CGO_ENABLED=1 go build -o /shop\nFROM debian\nCOPY --from=build /shop /\n",
            "FROM --platform=$BUILDPLATFORM golang:1.22-bookworm AS build\nARG TARGETARCH\nARG TARGETOS\n\(compiler)\nRUN \(triple) && CGO_ENABLED=1 GOOS=$TARGETOS GOARCH=$TARGETARCH CC=$triple-gcc CXX=$triple-g++ go build -o /shop\nFROM debian\nCOPY --from=build /shop /\n",
            says: "cgo needs it"),
        FixCase(
            "Windows' line endings and no newline at the end",
            "FROM golang AS build\r\nARG TARGETARCH=amd64\r\nRUN CGO_ENABLED=0 go build -o /shop\r\nFROM scratch\r\nCOPY --from=build /shop /",
            "FROM --platform=$BUILDPLATFORM golang AS build\r\nARG TARGETARCH\r\nARG TARGETOS\r\nRUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /shop\r\nFROM scratch\r\nCOPY --from=build /shop /",
            says: "GOARCH=$TARGETARCH"),
        FixCase(
            "Accents before what is changed, and Windows' line endings in a here-document",
            "# cafe\u{301}\r\nFROM golang AS build\r\nRUN <<EOF\r\necho 'cafe\u{301} 🏴‍☠️' && CGO_ENABLED=0 GOOS=linux go build -o /shop\r\nEOF\r\nFROM scratch\r\nCOPY --from=build /shop /\r\n",
            "# cafe\u{301}\r\nFROM --platform=$BUILDPLATFORM golang AS build\r\nARG TARGETARCH\r\nRUN <<EOF\r\necho 'cafe\u{301} 🏴‍☠️' && CGO_ENABLED=0 GOOS=linux GOARCH=$TARGETARCH go build -o /shop\r\nEOF\r\nFROM scratch\r\nCOPY --from=build /shop /\r\n",
            says: "GOARCH=$TARGETARCH"),
        FixCase(
            "C by the compiler itself, in a here-document",
            "FROM debian:12 AS build\nRUN apt-get update && apt-get install -y gcc libc6-dev\nCOPY . .\nRUN <<EOF\nset -e\ngcc -O2 -c a.c\ngcc -o /app a.o && strip /app\nEOF\nFROM debian:12-slim\nCOPY --from=build /app /\n",
            "FROM --platform=$BUILDPLATFORM debian:12 AS build\nARG TARGETARCH\n\(compiler)\nRUN apt-get update && apt-get install -y gcc libc6-dev\nCOPY . .\nRUN <<EOF\n\(triple)\nset -e\n$triple-gcc -O2 -c a.c\n$triple-gcc -o /app a.o && $triple-strip /app\nEOF\nFROM debian:12-slim\nCOPY --from=build /app /\n",
            says: "C compiler for the target"),
        FixCase(
            "C by make and configure, with a library",
            "FROM debian:12 AS build\nRUN apt-get update \\\n && apt-get install -y make gcc zlib1g-dev\nRUN ./configure --prefix=/usr && make -j4 CC=gcc && make install DESTDIR=/out\nFROM debian:12-slim\nCOPY --from=build /out /opt\n",
            "FROM --platform=$BUILDPLATFORM debian:12 AS build\nARG TARGETARCH\nENV PKG_CONFIG_ALLOW_CROSS=1\nRUN dpkg --add-architecture $TARGETARCH && \(compiler.dropFirst(4))\nRUN apt-get update \\\n && apt-get install -y make gcc zlib1g-dev:$TARGETARCH\nRUN \(triple) && export PKG_CONFIG_LIBDIR=/usr/lib/$triple/pkgconfig:/usr/share/pkgconfig && ./configure --host=$triple --prefix=/usr && make CXX=$triple-g++ AR=$triple-ar STRIP=$triple-strip -j4 CC=$triple-gcc && make CC=$triple-gcc CXX=$triple-g++ AR=$triple-ar STRIP=$triple-strip install DESTDIR=/out\nFROM debian:12-slim\nCOPY --from=build /out /opt\n",
            says: "zlib1g-dev:$TARGETARCH"),
        FixCase(
            "C++ by CMake",
            "FROM gcc:14 AS build\nRUN apt-get update && apt-get install -y cmake\nCOPY . .\nRUN cmake -B out && cmake --build out\nFROM debian:12-slim\nCOPY --from=build /out/app /\n",
            "FROM --platform=$BUILDPLATFORM gcc:14 AS build\nARG TARGETARCH\n\(compiler)\nRUN apt-get update && apt-get install -y cmake\nCOPY . .\nRUN \(triple) && cmake -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=${triple%%-*} -DCMAKE_C_COMPILER=$triple-gcc -DCMAKE_CXX_COMPILER=$triple-g++ -B out && cmake --build out\nFROM debian:12-slim\nCOPY --from=build /out/app /\n",
            says: "crossbuild-essential"),
        FixCase(
            "Rust",
            "FROM rust:1.80 AS build\nWORKDIR /src\nCOPY . .\nRUN cargo build --release\nRUN cp target/release/shop /tmp\nFROM debian:12-slim\nCOPY --from=build /src/target/release/shop /usr/local/bin/\n",
            "FROM --platform=$BUILDPLATFORM rust:1.80 AS build\nWORKDIR /src\nCOPY . .\nARG TARGETARCH\nENV CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc\nENV CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER=x86_64-linux-gnu-gcc\n\(compiler)\nRUN target=$(dpkg-architecture -a$TARGETARCH -qDEB_HOST_GNU_CPU)-unknown-linux-gnu && rustup target add $target && cargo build --target $target --release\nRUN cp target/*/release/shop /tmp\nFROM debian:12-slim\nCOPY --from=build /src/target/*/release/shop /usr/local/bin/\n",
            says: "target/<triple>/release"),
        FixCase(
            "Debian's own Rust",
            "FROM debian:12 AS build\nRUN apt-get update && apt-get install -y rustc cargo\nCOPY . .\nRUN cargo build --release\nFROM debian:12-slim\nCOPY --from=build /target/release/shop /\n",
            "FROM --platform=$BUILDPLATFORM debian:12 AS build\nARG TARGETARCH\nENV CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc\nENV CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER=x86_64-linux-gnu-gcc\nRUN dpkg --add-architecture $TARGETARCH && \(compiler.dropFirst(4)) libstd-rust-dev:$TARGETARCH\nRUN apt-get update && apt-get install -y rustc cargo\nCOPY . .\nRUN target=$(dpkg-architecture -a$TARGETARCH -qDEB_HOST_GNU_CPU)-unknown-linux-gnu && cargo build --target $target --release\nFROM debian:12-slim\nCOPY --from=build /target/*/release/shop /\n",
            says: "target/<triple>/release"),
        FixCase(
            "Rust, used in the same RUN",
            "FROM rust AS build\nRUN --mount=type=cache,target=/src/target cargo build --release && mv ./target/release/shop /shop\nFROM debian\nCOPY --from=build /shop /\n",
            "FROM --platform=$BUILDPLATFORM rust AS build\nARG TARGETARCH\nENV CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc\nENV CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER=x86_64-linux-gnu-gcc\n\(compiler)\nRUN --mount=type=cache,target=/src/target target=$(dpkg-architecture -a$TARGETARCH -qDEB_HOST_GNU_CPU)-unknown-linux-gnu && rustup target add $target && cargo build --target $target --release && mv ./target/$target/release/shop /shop\nFROM debian\nCOPY --from=build /shop /\n",
            says: "--target"),
        FixCase(
            ".NET",
            "FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build\nRUN dotnet restore\nRUN dotnet publish -c Release --no-restore -o /app\nFROM mcr.microsoft.com/dotnet/aspnet:8.0\nCOPY --from=build /app .\n",
            "FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:8.0 AS build\nARG TARGETARCH\nRUN dotnet restore -a $TARGETARCH\nRUN dotnet publish -a $TARGETARCH -c Release --no-restore -o /app\nFROM mcr.microsoft.com/dotnet/aspnet:8.0\nCOPY --from=build /app .\n",
            says: "-a $TARGETARCH"),
        FixCase(
            ".NET for one runtime",
            "FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build\nRUN dotnet publish -r linux-x64 -o /app\nFROM mcr.microsoft.com/dotnet/runtime-deps:8.0\nCOPY --from=build /app .\n",
            "FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:8.0 AS build\nARG TARGETARCH\nRUN dotnet publish -a $TARGETARCH -o /app\nFROM mcr.microsoft.com/dotnet/runtime-deps:8.0\nCOPY --from=build /app .\n",
            says: "-a $TARGETARCH"),
        FixCase(
            "A base of two stages",
            "FROM golang AS base\nENV CGO_ENABLED=0\nFROM base AS one\nRUN go build -o /one ./one\nFROM base AS two\nRUN go build -o /two ./two\nFROM scratch\nCOPY --from=one /one /\nCOPY --from=two /two /\n",
            "FROM --platform=$BUILDPLATFORM golang AS base\nENV CGO_ENABLED=0\nFROM base AS one\nARG TARGETARCH\nARG TARGETOS\nRUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /one ./one\nFROM base AS two\nARG TARGETARCH\nARG TARGETOS\nRUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /two ./two\nFROM scratch\nCOPY --from=one /one /\nCOPY --from=two /two /\n",
            says: "GOARCH"),
    ]

    static let byHand: [FixCase] = [
        FixCase(
            "C on Alpine", "FROM alpine AS b\nRUN apk add gcc && gcc -o /a a.c\nFROM alpine\nCOPY --from=b /a /\n",
            says: "Alpine"),
        FixCase(
            "Rust on Alpine", "FROM rust:alpine AS b\nRUN cargo build\nFROM alpine\nCOPY --from=b /target/debug/a /\n",
            says: "Alpine"),
        FixCase("A script", "FROM debian AS b\nRUN ./build.sh\nFROM debian\nCOPY --from=b /a /\n", says: "build.sh"),
        FixCase(
            "Tests", "FROM gcc AS b\nRUN make && make check\nFROM debian\nCOPY --from=b /a /\n",
            says: "make check starts"),
        FixCase(
            "Native modules of Node", "FROM node AS b\nRUN npm rebuild\nFROM node\nCOPY --from=b /node_modules /\n",
            says: "native builder"),
        FixCase(
            "A library on Ubuntu",
            "FROM ubuntu:24.04 AS b\nRUN apt-get install -y gcc libssl-dev && gcc -o /a a.c\nFROM ubuntu\nCOPY --from=b /a /\n",
            says: "ports.ubuntu.com"),
        FixCase(
            "go install", "FROM golang AS b\nRUN go install ./cmd/...\nFROM debian\nCOPY --from=b /go/bin/a /\n",
            says: "go build -o"),
        FixCase(
            "Ahead of time",
            "FROM mcr.microsoft.com/dotnet/sdk AS b\nRUN dotnet publish -p:PublishAot=true -o /a\nFROM debian\nCOPY --from=b /a /\n",
            says: "PublishAot"),
        FixCase(
            "The image stands on the same stage",
            "FROM debian AS base\nFROM base AS b\nRUN gcc -o /a a.c\nFROM base\nCOPY --from=b /a /\n",
            says: "FROM of its own"),
    ]
}

@Suite struct FixTests {
    @Test(arguments: FixCase.automatic)
    func whatIsEmulatedIsMadeToCrossCompile(_ example: FixCase) throws {
        let before = try planned(example.before)
        #expect(!before.emulated.isEmpty, "there is something to spare")
        let fix = DockerfileFix(before, text: example.before)
        #expect(fix.text == example.after)
        let said = fix.proposals.flatMap { [$0.summary] + $0.reasons }.joined(separator: "\n")
        #expect(said.contains(example.says), "\(said)")
        #expect(fix.proposals.allSatisfy { $0.isAutomatic })

        let after = try planned(fix.text)
        #expect(after.emulated.isEmpty, "\(after.lines)")
        #expect(DockerfileFix(after, text: fix.text).text == fix.text, "a second time changes nothing")
        #expect(before.stages.contains { $0.proposal?.isEmpty == false })
    }

    @Test(arguments: FixCase.byHand)
    func whatNeedsAPersonIsSaid(_ example: FixCase) throws {
        let fix = DockerfileFix(try planned(example.before), text: example.before)
        #expect(fix.text == example.before)
        #expect(fix.proposals.contains { !$0.isAutomatic && $0.summary.contains(example.says) }, "\(fix.proposals)")
    }

    @Test(arguments: [
        "FROM maven AS b\nRUN mvn package\nFROM jre\nCOPY --from=b /a.jar /\n", "FROM debian\nRUN make\n",
        "FROM --platform=$BUILDPLATFORM golang AS b\nRUN go build -o /a\nFROM debian\nCOPY --from=b /a /\n",
    ])
    func whatNeedsNoChangeStaysAsItIs(_ text: String) throws {
        let fix = DockerfileFix(try planned(text), text: text)
        #expect(fix.proposals.isEmpty && fix.text == text)
    }

    @Test(arguments: [
        ("a\nb\nc\n", "a\nb\nc\n", ""),
        ("a\nb\nc\n", "a\nx\nc\n", "--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"),
        ("", "a\n", "--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+a\n"),
        (
            "a", "a\nb",
            "--- a/f\n+++ b/f\n@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n"
        ),
        (
            "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n1\n2\n3\n4\n5\n6\n7\n8\n",
            "--- a/f\n+++ b/f\n@@ -1,3 +1,4 @@\n+x\n 1\n 2\n 3\n@@ -6,4 +7,3 @@\n 6\n 7\n 8\n-9\n"
        ),
    ])
    func differencesAreShownAsPatchReadsThem(_ old: String, _ new: String, _ expected: String) {
        #expect(UnifiedDiff(from: old, to: new, name: "f").text == expected)
    }
}
