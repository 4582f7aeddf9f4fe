import ArchiveIO

/// How builds are done on this machine.
public struct BuildSettings: Sendable {
    /// mixarch's cache: layers' listings, base layers, engines' storage.
    public var cacheFolder: String
    /// The time that everything made gets, in seconds since 1970: `SOURCE_DATE_EPOCH` where it is set, else 0.
    public var epoch: Int64
    /// How new layers are compressed.
    public var layers: LayerEncoding
    /// What runs stages.
    public var engine: EngineChoice
    /// The builder of `docker buildx` that runs them; nil for the one that is selected there, or `BUILDX_BUILDER`'s.
    public var builder: String?
    /// Registries that are spoken to without TLS, as `host[:port]`.
    public var insecureRegistries: [String]
    /// Whether engines may use what earlier builds left.
    public var usesCache: Bool
    /// Whether stages may be emulated; else the build fails where one would be.
    public var emulates: Bool
    /// What RUN gets beside the Dockerfile and the context.
    public var inputs: RunInputs

    /// - Parameters:
    ///   - cacheFolder: mixarch's cache.
    ///   - epoch: the time that everything made gets, in seconds since 1970.
    ///   - layers: how new layers are compressed.
    ///   - engine: what runs stages.
    ///   - builder: the builder of `docker buildx` that runs them.
    ///   - insecureRegistries: registries that are spoken to without TLS.
    ///   - usesCache: whether engines may use what earlier builds left.
    ///   - emulates: whether stages may be emulated.
    ///   - inputs: what RUN gets beside the Dockerfile and the context.
    public init(
        cacheFolder: String, epoch: Int64 = 0, layers: LayerEncoding = .standard, engine: EngineChoice = .automatic,
        builder: String? = nil, insecureRegistries: [String] = [], usesCache: Bool = true, emulates: Bool = true,
        inputs: RunInputs = RunInputs()
    ) {
        self.cacheFolder = cacheFolder
        self.epoch = epoch
        self.layers = layers
        self.engine = engine
        self.builder = builder
        self.insecureRegistries = insecureRegistries
        self.usesCache = usesCache
        self.emulates = emulates
        self.inputs = inputs
    }
}
