/// NuGet packages with native code, and since when they have it for Linux on arm64, each with a public source.
enum NuGetKnowledge {
    /// What was found in every release of these packages.
    private static let assets =
        "https://github.com/aws/aws-graviton-getting-started/blob/main/tools/skills/languages/"
        + "dotnet-x86-to-graviton/document_references/nuget-native-assets.md"

    /// By the names in small letters: NuGet does not tell them apart by case.
    static let packages: [String: KnownPackage] =
        (calls + storage + documents + browsers + learning).reduce(into: [:]) { $0[$1.name.lowercased()] = $1 }

    private static let calls = [
        KnownPackage("Confluent.Kafka", .since("1.6.1"), brings: "librdkafka.redist", assets),
        KnownPackage("Grpc", .since("2.37.0"), "https://github.com/grpc/grpc/pull/25717"),
        KnownPackage("Grpc.Core", .since("2.37.0"), "https://github.com/grpc/grpc/pull/25717"),
        // Only the machine that builds needs it.
        KnownPackage("Grpc.Tools", .since("2.37.0"), hasFallback: true, assets),
        KnownPackage(
            "Google.Protobuf.Tools", .since("3.35.0"), hasFallback: true,
            "https://github.com/icerpc/icerpc-csharp/pull/4707"),
        KnownPackage("librdkafka.redist", .since("1.6.0"), assets),
    ]

    private static let storage = [
        KnownPackage(
            "IBM.Data.DB2.Core-lnx", .none, replacement: "IBM has no client for Linux on arm64 but the one for Java",
            "https://github.com/ibmdb/python-ibmdb/issues/989"),
        KnownPackage(
            "LibGit2Sharp", .since("0.27.0"), hasFallback: true, brings: "LibGit2Sharp.NativeBinaries",
            "https://github.com/libgit2/libgit2sharp/pull/1686"),
        KnownPackage("LibGit2Sharp.NativeBinaries", .since("2.0.312"), hasFallback: true, assets),
        KnownPackage(
            "Net.IBM.Data.Db2-lnx", .none, replacement: "IBM has no client for Linux on arm64 but the one for Java",
            "https://github.com/ibmdb/python-ibmdb/issues/989"),
        KnownPackage("SQLitePCLRaw.lib.e_sqlite3", .since("2.0.0"), assets),
        KnownPackage(
            "System.Data.SQLite.Core", .none, replacement: "use Microsoft.Data.Sqlite",
            "https://github.com/dotnetcore/FreeSql/issues/1540"),
    ]

    private static let documents = [
        KnownPackage(
            "DinkToPdf", .none, hasFallback: true,
            replacement: "use Haukcode.WkHtmlToPdfDotNet, or ship a libwkhtmltox.so for arm64 beside it",
            "https://github.com/rdvojmoc/DinkToPdf/issues/183"),
        KnownPackage("Magick.NET-Q16-AnyCPU", .since("11.0.0"), assets),
        KnownPackage("NetVips.Native", .since("8.10.0"), assets),
        KnownPackage("SkiaSharp.NativeAssets.Linux", .since("2.80.0"), assets),
        KnownPackage(
            "SkiaSharp.NativeAssets.Linux.NoDependencies", .since("2.80.2"),
            "https://github.com/mono/SkiaSharp/pull/1382"),
    ]

    private static let browsers = [
        // It looks for a driver where there is none in the PATH.
        KnownPackage("Selenium.WebDriver", .since("4.49.0"), nativeSince: "4.6.0", hasFallback: true, assets),
        KnownPackage(
            "Selenium.WebDriver.ChromeDriver", .none, nativeSince: "2.29.0", hasFallback: true,
            replacement: "use the chromium-driver package of the distribution", assets),
    ]

    private static let learning = [
        KnownPackage(
            "LightGBM", .none, replacement: "ship a lib_lightgbm.so for arm64 beside it",
            "https://github.com/dotnet/machinelearning/issues/7685"),
        KnownPackage("Microsoft.ML", .since("1.6.0"), assets),
        KnownPackage(
            "Microsoft.ML.LightGbm", .none, replacement: "ship a lib_lightgbm.so for arm64 beside it",
            "https://github.com/dotnet/machinelearning/issues/7685"),
        KnownPackage(
            "Microsoft.ML.Mkl.Components", .none, replacement: "use trainers that do without Intel's MKL",
            "https://github.com/dotnet/machinelearning/pull/5628"),
        KnownPackage(
            "Microsoft.ML.Mkl.Redist", .none, replacement: "use trainers that do without Intel's MKL",
            "https://github.com/dotnet/machinelearning/pull/5628"),
        KnownPackage("Microsoft.ML.OnnxRuntime", .since("1.11.0"), assets),
        KnownPackage(
            "SciSharp.TensorFlow.Redist", .none, replacement: "ship a libtensorflow.so for arm64 beside it",
            "https://github.com/SciSharp/TensorFlow.NET/issues/604"),
    ]
}
