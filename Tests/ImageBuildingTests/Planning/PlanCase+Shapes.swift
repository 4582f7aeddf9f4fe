extension PlanCase {
    /// What Dockerfiles do with stages, variables and images.
    static let shapes: [PlanCase] = [
        PlanCase(
            "A site without a build",
            "FROM nginx:alpine\nCOPY html /usr/share/nginx/html\n", "0 assembled amd64+arm64"),
        PlanCase(
            "Stages by number",
            """
            FROM maven
            RUN mvn package
            FROM jre
            COPY --from=0 /target/app.jar /
            """, "0 native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Stages in capitals",
            """
            from maven as Build
            run mvn package
            from jre
            copy --from=BUILD /target/app.jar /
            """, "build native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Another target than the last",
            """
            FROM node AS build
            RUN npm ci
            FROM build AS test
            RUN npm test
            FROM nginx AS web
            COPY --from=build /dist /srv
            """, "build native amd64", "build emulated arm64", "test native amd64", "test emulated arm64",
            "web skipped ", target: "test"),
        PlanCase(
            "A tool from an image",
            """
            FROM debian:12
            COPY --from=busybox:stable /bin/busybox /bin/busybox
            CMD ["/bin/busybox"]
            """, "0 assembled amd64+arm64"),
        PlanCase(
            "A program from a stage that runs nothing",
            """
            FROM busybox AS tools
            FROM debian:12
            COPY --from=tools /bin/busybox /bin/
            """, "tools assembled amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Packages of the distribution, taken over",
            """
            FROM debian:12 AS deps
            RUN apt-get update && apt-get install -y ffmpeg
            FROM gcr.io/distroless/base
            COPY --from=deps /usr/bin/ffmpeg /usr/bin/ffmpeg
            """, "deps native amd64", "deps emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Certificates of the distribution, taken over",
            """
            FROM alpine AS certs
            RUN apk add --no-cache ca-certificates
            FROM scratch
            COPY --from=certs /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
            """, "certs native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "A stage that runs nothing, for one that runs something and for the image",
            """
            FROM scratch AS files
            COPY . /src
            FROM files AS more
            COPY --from=files /src /more
            FROM maven AS build
            COPY --from=files /src /src
            RUN mvn package
            FROM jre
            COPY --from=more /more /src
            COPY --from=build /app.jar /
            """, "files native amd64+arm64", "more assembled amd64+arm64", "build native amd64+arm64",
            "3 assembled amd64+arm64"),
        PlanCase(
            "A script from the network",
            """
            FROM alpine AS get
            RUN wget -qO- https://example.com/install.sh | sh -s -- --to /out
            FROM alpine
            COPY --from=get /out/data /data
            """, "get native amd64", "get emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "A script from the network, through sudo",
            """
            FROM debian AS get
            RUN set -e; curl -fsSL https://example.com/setup | sudo -E bash -
            FROM alpine
            COPY --from=get /out/data /data
            """, "get native amd64", "get emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "An installer of a tool for the build, and a script that is written out",
            """
            FROM debian AS get
            RUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && apt-get install -y nodejs
            RUN echo "touch /out/data" | sh || true
            FROM alpine
            COPY --from=get /out/data /data
            """, "get native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "A download for each target",
            """
            FROM alpine AS get
            ARG TARGETARCH
            RUN apk add curl && curl -fsSL https://example.com/tool-linux-${TARGETARCH}.tar.gz | tar xz -C /out
            FROM alpine
            COPY --from=get /out/tool /usr/local/bin/
            """, "get cross amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "ARG in FROM, and its digest",
            """
            ARG JAVA=21
            ARG REGISTRY=registry.example.com
            FROM ${REGISTRY}/maven:${JAVA} AS build
            ARG JAVA
            RUN mvn -Djava.version=$JAVA package
            FROM ${REGISTRY}/jre@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            COPY --from=build /app.jar /
            """, "build native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "A stage for each architecture",
            """
            FROM debian AS base-amd64
            RUN make fast
            FROM debian AS base-arm64
            RUN make small
            FROM base-${TARGETARCH}
            COPY app.jar /
            """, "base-amd64 native amd64", "base-arm64 emulated arm64", "2 native amd64", "2 emulated arm64"),
        PlanCase(
            "ONBUILD in a base of its own",
            """
            FROM node AS base
            ONBUILD COPY . .
            ONBUILD RUN make native
            FROM base AS build
            FROM nginx
            COPY --from=build /out /srv
            """, "base native amd64+arm64", "build native amd64", "build emulated arm64",
            "2 assembled amd64+arm64"),
        PlanCase(
            "Files by a mount",
            """
            FROM maven AS build
            RUN mvn package
            FROM jre
            RUN --mount=from=build,source=/target,target=/t cp /t/app.jar /app.jar
            """, "build native amd64+arm64", "1 native amd64", "1 emulated arm64"),
        PlanCase(
            "A chain of stages that only copy",
            """
            FROM maven AS build
            RUN mvn package
            FROM scratch AS artifacts
            COPY --from=build /target /
            FROM jre AS base
            ENV A=b
            FROM base
            COPY --from=artifacts /app.jar /
            """, "build native amd64+arm64", "artifacts native amd64+arm64", "base assembled amd64+arm64",
            "3 assembled amd64+arm64"),
        PlanCase(
            "Another shell",
            """
            FROM mcr.microsoft.com/powershell AS build
            SHELL ["pwsh", "-Command"]
            RUN Get-ChildItem | Out-File /list
            FROM alpine
            COPY --from=build /list /list
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "A script in Python in the Dockerfile",
            """
            FROM python AS gen
            RUN <<EOF
            #!/usr/bin/env python3
            import platform
            open("/x", "w").write(platform.machine())
            EOF
            FROM alpine
            COPY --from=gen /x /x
            """, "gen native amd64", "gen emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Functions, arrays, tests and arithmetic",
            """
            FROM maven AS build
            SHELL ["/bin/bash", "-c"]
            RUN build() { mvn -q -pl "$1" package; }; modules=(a b c); i=0; \\
                while (( i < 3 )); do [[ -d ${modules[$i]} && ! -f skip ]] && build "${modules[$i]}"; i=$((i + 1)); done
            FROM jre
            COPY --from=build /a.jar /
            """, "build native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "A file written by cat, with words of compilers in it",
            """
            FROM node AS build
            COPY <<EOF /gcc.txt
            gcc and make
            EOF
            RUN cat <<EOF > /make.txt && npm run build
            gcc; make
            EOF
            FROM nginx
            COPY --from=build /dist /srv
            """, "build native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "One stage of everything",
            "FROM node:20\nCOPY . .\nRUN npm ci\nCMD [\"node\", \"index.js\"]\n", "0 native amd64", "0 emulated arm64"),
    ]
}
