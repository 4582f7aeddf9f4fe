/// NuGet packages with native code, and since when they have it for Linux on arm64, each with a public source.
enum NuGetKnowledge {
    /// By the names in small letters: NuGet does not tell them apart by case.
    static let packages: [String: KnownPackage] = [
        KnownPackage("Grpc.Core", .since("2.37.0"), "https://github.com/grpc/grpc/pull/25717"),
        KnownPackage("Grpc", .since("2.37.0"), "https://github.com/grpc/grpc/pull/25717"),
        // Only the machine that builds needs it.
        KnownPackage(
            "Grpc.Tools", .since("2.40.0"), hasFallback: true, "https://github.com/dapr/dotnet-sdk/issues/919"),
        KnownPackage(
            "Google.Protobuf.Tools", .since("3.35.0"), hasFallback: true,
            "https://github.com/icerpc/icerpc-csharp/pull/4707"),
        KnownPackage(
            "SkiaSharp.NativeAssets.Linux", .since("2.80.2"), "https://github.com/mono/SkiaSharp/pull/1382"),
        KnownPackage(
            "SkiaSharp.NativeAssets.Linux.NoDependencies", .since("2.80.2"),
            "https://github.com/mono/SkiaSharp/pull/1382"),
        KnownPackage(
            "LibGit2Sharp", .since("0.27.0"), hasFallback: true, "https://github.com/libgit2/libgit2sharp/pull/1686"),
        KnownPackage(
            "System.Data.SQLite.Core", .none, replacement: "use Microsoft.Data.Sqlite",
            "https://github.com/dotnetcore/FreeSql/issues/1540"),
        KnownPackage(
            "DinkToPdf", .none, hasFallback: true,
            replacement: "use Haukcode.WkHtmlToPdfDotNet, or ship a libwkhtmltox.so for arm64 beside it",
            "https://github.com/rdvojmoc/DinkToPdf/issues/183"),
        KnownPackage(
            "Microsoft.ML.LightGbm", .none, replacement: "ship a lib_lightgbm.so for arm64 beside it",
            "https://github.com/dotnet/machinelearning/issues/7685"),
        KnownPackage(
            "LightGBM", .none, replacement: "ship a lib_lightgbm.so for arm64 beside it",
            "https://github.com/dotnet/machinelearning/issues/7685"),
        KnownPackage(
            "Microsoft.ML.Mkl.Components", .none, replacement: "use trainers that do without Intel's MKL",
            "https://github.com/dotnet/machinelearning/pull/5628"),
        KnownPackage(
            "Microsoft.ML.Mkl.Redist", .none, replacement: "use trainers that do without Intel's MKL",
            "https://github.com/dotnet/machinelearning/pull/5628"),
        KnownPackage(
            "OpenCvSharp4.runtime.linux-x64", .none, replacement: "build OpenCvSharpExtern for arm64",
            "https://github.com/shimat/opencvsharp/issues/1644"),
    ].reduce(into: [:]) { $0[$1.name.lowercased()] = $1 }
}
