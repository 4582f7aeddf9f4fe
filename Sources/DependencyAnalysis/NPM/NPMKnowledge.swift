/// npm packages with native code, and since when they have it for Linux on arm64; each with a public source.
enum NPMKnowledge {
    static let packages = PackageFact.table([
        PackageFact(
            "chromedriver", since: nil, instead: "use the chromium-driver package of the distribution",
            "https://github.com/GoogleChromeLabs/chrome-for-testing/issues/1"),
        PackageFact(
            "node-sass", since: nil, otherwise: .compiles, instead: "replace it by sass, which needs no compiler",
            "https://github.com/sass/node-sass/issues/3334"),
        PackageFact(
            "phantomjs-prebuilt", since: nil,
            instead: "replace it: PhantomJS is no longer developed; playwright has arm64",
            "https://github.com/Medium/phantomjs/issues/579"),
        PackageFact(
            "puppeteer", since: nil,
            instead: "use the distribution's chromium (PUPPETEER_EXECUTABLE_PATH), puppeteer-core or playwright",
            "https://github.com/puppeteer/puppeteer/issues/7740"),
        PackageFact(
            "sharp", since: "0.18.0", otherwise: .compiles, "https://github.com/lovell/sharp/issues/772"),
    ])

    /// Packages whose install script brings no native code: a thank-you, a check, a hook.
    static let portable: Set<String> = [
        "core-js", "core-js-pure", "husky", "protobufjs", "nodemon", "styled-components", "es5-ext", "ejs",
        "highlight.js",
        "@nestjs/core", "vue-demi", "preact", "bootstrap-vue", "tabtab", "swagger-ui-react", "@apollo/client",
    ]
}
