extension PlanCase {
    /// Go, Rust, C and C++, .NET, others.
    static let compiled: [PlanCase] = [
        PlanCase(
            "Go as its documentation has it",
            """
            FROM golang:1.22 AS build
            WORKDIR /app
            COPY go.mod go.sum ./
            RUN go mod download
            COPY *.go ./
            RUN CGO_ENABLED=0 GOOS=linux go build -o /shop
            FROM gcr.io/distroless/base-debian12
            COPY --from=build /shop /shop
            ENTRYPOINT ["/shop"]
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Go with GOARCH, but without a platform",
            """
            FROM golang:1.22-alpine AS build
            ARG TARGETOS
            ARG TARGETARCH
            COPY . .
            RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -ldflags="-s -w" -o /shop ./cmd/shop
            FROM scratch
            COPY --from=build /shop /shop
            """, "build cross amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Go with GOARCH from ENV",
            """
            FROM golang AS build
            ARG TARGETARCH
            ENV CGO_ENABLED=0 GOARCH=${TARGETARCH}
            COPY . .
            RUN go vet ./... && go build -o /shop .
            FROM alpine
            COPY --from=build /shop /shop
            """, "build cross amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Go that names its build platform",
            """
            FROM --platform=$BUILDPLATFORM golang:1.22 AS build
            ARG TARGETOS TARGETARCH
            RUN --mount=target=. --mount=type=cache,target=/root/.cache/go-build \\
                GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/shop .
            FROM alpine
            COPY --from=build /out/shop /bin
            """, "build cross amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Go with GOARCH, and no word of cgo",
            """
            FROM golang AS build
            ARG TARGETARCH
            RUN GOARCH=$TARGETARCH go build -o /shop .
            FROM debian:12
            COPY --from=build /shop /shop
            """, "build cross amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Go with GOARCH, and a compiler for cgo",
            """
            FROM golang:alpine AS build
            ARG TARGETARCH
            RUN apk add gcc musl-dev
            RUN GOARCH=$TARGETARCH go build -o /shop .
            FROM alpine
            COPY --from=build /shop /shop
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Go with cgo",
            """
            FROM golang:1.22 AS build
            ARG TARGETARCH
            RUN CGO_ENABLED=1 GOARCH=$TARGETARCH go build -o /shop .
            FROM debian:12
            COPY --from=build /shop /shop
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Go with the architecture written down",
            """
            FROM golang AS build
            RUN CGO_ENABLED=0 GOARCH=amd64 go build -o /shop .
            FROM scratch
            COPY --from=build /shop /shop
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Go for the browser",
            """
            FROM golang AS build
            RUN GOOS=js GOARCH=wasm go build -o /app.wasm .
            FROM nginx
            COPY --from=build /app.wasm /usr/share/nginx/html/
            """, "build native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Go by a makefile",
            """
            FROM golang AS build
            COPY . .
            RUN make build
            FROM scratch
            COPY --from=build /bin/shop /shop
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "xx",
            """
            FROM --platform=$BUILDPLATFORM tonistiigi/xx AS xx
            FROM --platform=$BUILDPLATFORM golang:alpine AS build
            COPY --from=xx / /
            ARG TARGETPLATFORM
            RUN xx-apk add musl-dev gcc && xx-go build -o /shop && xx-verify /shop
            FROM alpine
            COPY --from=build /shop /shop
            """, "xx native amd64+arm64", "build cross amd64+arm64", "2 assembled amd64+arm64"),
        PlanCase(
            "Rust",
            """
            FROM rust:1.80 AS build
            WORKDIR /usr/src/shop
            COPY . .
            RUN cargo install --path .
            FROM debian:bookworm-slim
            RUN apt-get update && apt-get install -y libssl3 && rm -rf /var/lib/apt/lists/*
            COPY --from=build /usr/local/cargo/bin/shop /usr/local/bin/shop
            """, "build native amd64", "build emulated arm64", "1 native amd64", "1 emulated arm64"),
        PlanCase(
            "cargo-chef",
            """
            FROM lukemathwalker/cargo-chef:latest-rust-1 AS chef
            WORKDIR /app
            FROM chef AS planner
            COPY . .
            RUN cargo chef prepare --recipe-path recipe.json
            FROM chef AS builder
            COPY --from=planner /app/recipe.json recipe.json
            RUN cargo chef cook --release --recipe-path recipe.json
            COPY . .
            RUN cargo build --release --bin app
            FROM debian:bookworm-slim AS runtime
            COPY --from=builder /app/target/release/app /usr/local/bin
            """, "chef native amd64+arm64", "planner native amd64+arm64", "builder native amd64",
            "builder emulated arm64", "runtime assembled amd64+arm64"),
        PlanCase(
            "Rust for the browser",
            """
            FROM rust AS build
            RUN rustup target add wasm32-unknown-unknown && cargo build --release --target wasm32-unknown-unknown
            RUN wasm-bindgen --out-dir /dist target/wasm32-unknown-unknown/release/app.wasm
            FROM nginx
            COPY --from=build /dist /usr/share/nginx/html
            """, "build native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "C by make",
            """
            FROM debian:12 AS build
            RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev make
            COPY . /src
            RUN make -C /src -j$(nproc) install DESTDIR=/out
            FROM debian:12-slim
            COPY --from=build /out/ /
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "C++ by CMake",
            """
            FROM gcc:14 AS build
            RUN apt-get update && apt-get install -y cmake ninja-build
            COPY . .
            RUN cmake -G Ninja -B out && cmake --build out && strip out/shop
            FROM debian:12-slim
            COPY --from=build /out/shop /usr/local/bin/
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "configure, in the image itself",
            """
            FROM alpine
            RUN apk add --no-cache build-base && ./configure && make && make install
            """, "0 native amd64", "0 emulated arm64"),
        PlanCase(
            "C for each target by a cross compiler",
            """
            FROM --platform=$BUILDPLATFORM debian:12 AS build
            ARG TARGETARCH
            RUN apt-get update && apt-get install -y crossbuild-essential-$TARGETARCH
            RUN $(dpkg-architecture -a$TARGETARCH -qDEB_HOST_GNU_TYPE)-gcc -o /app main.c
            FROM debian:12-slim
            COPY --from=build /app /app
            """, "build cross amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            ".NET with an executable of its own",
            """
            FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
            WORKDIR /source
            COPY *.csproj .
            RUN dotnet restore
            COPY . .
            RUN dotnet publish -c Release --no-restore -o /app
            FROM mcr.microsoft.com/dotnet/aspnet:8.0
            COPY --from=build /app ./
            ENTRYPOINT ["dotnet", "shop.dll"]
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            ".NET as Visual Studio writes it",
            """
            FROM mcr.microsoft.com/dotnet/aspnet:8.0 AS base
            USER app
            WORKDIR /app
            FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
            ARG BUILD_CONFIGURATION=Release
            COPY . .
            RUN dotnet restore "./Shop/Shop.csproj"
            RUN dotnet build "Shop.csproj" -c $BUILD_CONFIGURATION -o /app/build /p:UseAppHost=false
            FROM build AS publish
            RUN dotnet publish "Shop.csproj" -c Release -o /app/publish /p:UseAppHost=false
            FROM base AS final
            COPY --from=publish /app/publish .
            ENTRYPOINT ["dotnet", "Shop.dll"]
            """, "base assembled amd64+arm64", "build native amd64+arm64", "publish native amd64+arm64",
            "final assembled amd64+arm64"),
        PlanCase(
            ".NET for the target",
            """
            FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
            ARG TARGETARCH
            COPY . .
            RUN dotnet publish -a $TARGETARCH -o /app
            FROM mcr.microsoft.com/dotnet/aspnet:8.0
            COPY --from=build /app .
            """, "build cross amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            ".NET ahead of time",
            """
            FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
            ARG TARGETARCH
            RUN dotnet publish -a $TARGETARCH -p:PublishAot=true -o /app
            FROM mcr.microsoft.com/dotnet/runtime-deps:8.0
            COPY --from=build /app .
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Swift, Haskell, Zig",
            """
            FROM swift:6.0 AS swift
            RUN swift build -c release
            FROM haskell:9 AS haskell
            RUN stack build --copy-bins
            FROM zig AS zig
            RUN zig build -Doptimize=ReleaseSafe
            FROM debian
            COPY --from=swift /app/.build/release/a /
            COPY --from=haskell /root/.local/bin/b /
            COPY --from=zig /zig-out/bin/c /
            """, "swift native amd64", "swift emulated arm64", "haskell native amd64", "haskell emulated arm64",
            "zig native amd64", "zig emulated arm64", "3 assembled amd64+arm64"),
    ]
}
