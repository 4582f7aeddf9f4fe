/// npm packages with native code, and since when they have it for Linux on arm64; each with a public source.
enum NPMKnowledge {
    static let packages = PackageFact.table(browsers + databases + images + tools + learning)

    private static let browsers = [
        PackageFact(
            "chrome-aws-lambda", since: nil, instead: "take a Chromium for arm64, such as playwright's",
            "https://github.com/alixaxel/chrome-aws-lambda/issues/241"),
        // Google has ChromeDriver for Linux on arm64 from Chrome 153 on.
        PackageFact(
            "chromedriver", since: "153.0.0", instead: "use the chromium-driver package of the distribution",
            "https://github.com/puppeteer/puppeteer/issues/15326"),
        PackageFact(
            "cypress", since: "10.2.0", "https://github.com/cypress-io/cypress/pull/22252"),
        PackageFact(
            "geckodriver", since: "3.2.0", "https://github.com/webdriverio-community/node-geckodriver/issues/107"),
        PackageFact(
            "phantomjs", since: nil, instead: "replace it: PhantomJS is no longer developed; playwright has arm64",
            "https://github.com/Medium/phantomjs/issues/579"),
        PackageFact(
            "phantomjs-prebuilt", since: nil,
            instead: "replace it: PhantomJS is no longer developed; playwright has arm64",
            "https://github.com/Medium/phantomjs/issues/579"),
        PackageFact("playwright", since: "1.17.0", "https://github.com/microsoft/playwright-java/pull/883"),
        PackageFact("playwright-core", since: "1.17.0", "https://github.com/microsoft/playwright-java/pull/883"),
        PackageFact("playwright-chromium", since: "1.17.0", "https://github.com/microsoft/playwright-java/pull/883"),
        PackageFact("@playwright/test", since: "1.17.0", "https://github.com/microsoft/playwright-java/pull/883"),
        PackageFact(
            "puppeteer", since: "25.11.0",
            instead: "use the distribution's chromium (PUPPETEER_EXECUTABLE_PATH), puppeteer-core or playwright",
            "https://github.com/puppeteer/puppeteer/issues/15326"),
    ]

    private static let databases = [
        PackageFact(
            "better-sqlite3", since: "7.5.1", prebuiltSince: "6.0.1", otherwise: .compiles,
            "https://github.com/WiseLibs/better-sqlite3/pull/758"),
        PackageFact(
            "ibm_db", since: nil,
            instead: "reach Db2 through its JDBC driver: IBM has no other client for Linux on arm64",
            "https://github.com/ibmdb/python-ibmdb/issues/989"),
        PackageFact(
            "oracledb", since: "6.0.0", instead: "build it from its sources",
            "https://github.com/oracle/node-oracledb/issues/1382"),
        PackageFact("prisma", since: "2.16.0", "https://github.com/prisma/orm/issues/5547"),
        PackageFact("@prisma/client", since: "2.16.0", "https://github.com/prisma/orm/issues/5547"),
        PackageFact(
            "sqlite3", since: "5.0.3", otherwise: .compiles, "https://github.com/TryGhost/node-sqlite3/issues/1413"),
    ]

    private static let images = [
        PackageFact(
            "canvas", since: "3.1.1", otherwise: .compiles, "https://github.com/Automattic/node-canvas/issues/2512"),
        PackageFact("ffbinaries", since: "1.1.6", "https://github.com/ffbinaries/ffbinaries-node/issues/39"),
        PackageFact(
            "ffprobe-static", since: nil, instead: "use the distribution's ffprobe",
            "https://github.com/eugeneware/ffprobe/issues/10"),
        PackageFact("mozjpeg", since: nil, otherwise: .compiles, "https://github.com/imagemin/mozjpeg-bin/pull/75"),
        PackageFact(
            "optipng-bin", since: nil, otherwise: .compiles, "https://github.com/imagemin/optipng-bin/issues/118"),
        PackageFact(
            "pngquant-bin", since: nil, otherwise: .compiles, "https://github.com/imagemin/pngquant-bin/issues/147"),
        PackageFact("sharp", since: "0.18.0", otherwise: .compiles, "https://github.com/lovell/sharp/issues/772"),
    ]

    private static let tools = [
        PackageFact("@sentry/cli", since: "1.63.1", "https://github.com/getsentry/sentry-cli/issues/913"),
        PackageFact(
            "deasync", since: nil, otherwise: .compiles,
            instead: "have a compiler where it is installed, or wait for promises instead",
            "https://github.com/abbr/deasync/issues/54"),
        PackageFact(
            "bcrypt", since: "5.1.0", otherwise: .compiles, "https://github.com/kelektiv/node.bcrypt.js/issues/910"),
        PackageFact("esbuild", since: "0.3.7", "https://github.com/evanw/esbuild/issues/123"),
        PackageFact(
            "grpc", since: "1.9.1", otherwise: .compiles, instead: "use @grpc/grpc-js, which has no native code",
            "https://github.com/grpc/grpc/issues/14741"),
        PackageFact("grpc-tools", since: "1.12.4", "https://github.com/grpc/grpc-node/issues/1405"),
        PackageFact(
            "node-hid", since: "2.1.2", otherwise: .compiles, "https://github.com/node-hid/node-hid/issues/470"),
        PackageFact(
            "node-sass", since: nil, otherwise: .compiles, instead: "replace it by sass, which needs no compiler",
            "https://github.com/sass/node-sass/issues/3334"),
        PackageFact("wrtc", since: "0.3.3", "https://github.com/node-webrtc/node-webrtc/issues/268"),
    ]

    private static let learning = [
        PackageFact("@tensorflow/tfjs-node", since: "3.19.0", "https://github.com/tensorflow/tfjs/pull/6564")
    ]

    /// Packages whose install script brings no native code: a thank-you, a check, a hook.
    static let portable: Set<String> = [
        "core-js", "core-js-pure", "husky", "protobufjs", "nodemon", "styled-components", "es5-ext", "ejs",
        "highlight.js",
        "@nestjs/core", "vue-demi", "preact", "bootstrap-vue", "tabtab", "swagger-ui-react", "@apollo/client",
    ]
}
