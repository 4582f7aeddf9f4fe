/// The first versions that a public test farm installed on arm64 without compiling anything: it takes the newest wheel
/// for each of several versions of Python. That it has none of a version says nothing of x86, and is left out.
enum TestedWheels {
    /// The results of one day, as Amazon's tester for Graviton keeps them.
    static let reference =
        "https://github.com/AWSjswinney/arm64-python-wheel-tester/blob/8ac2d8d04b0f32c590a2e4dda9f232e355ae8d05"
        + "/results/results-2025-04-22_02-39-57.json"

    /// - Parameter name: normalised.
    /// - Returns: what was tested; whether there are sources was not.
    static func fact(of name: String) -> PythonFact? {
        versions[Substring(name)].map { PythonFact(with: String($0), hasSources: false, reference) }
    }

    private static let versions: [Substring: Substring] = {
        let words = list.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.map { Substring($0) }
        return stride(from: 0, to: words.count - 1, by: 2).reduce(into: [:]) { $0[words[$1]] = words[$1 + 1] }
    }()

    private static let list = """
        aggdraw 1.3.16 aiortc 1.5.0 ansible-pylibssh 1.2.2 arch 5.3.1 av 10.0.0 awkward 2.2.4 bcrypt 4.2.1
        biopython 1.85 blosc 1.10.6 blosc2 2.5.1 brotli 1.1.0 brotlicffi 1.1.0.0 btrees 5.2 bx-python 0.10.0
        clevercsv 0.8.0 clickhouse-cityhash 1.0.2.4 clickhouse-driver 0.2.9 cmake 4.0.0 cmarkgfm 2024.11.20
        connected-components-3d 3.16.0 cpprb 10.7.2 crc32c 2.7.1 ddtrace 2.21.6 deap 1.4.1 dimod 0.12.7
        doublemetaphone 1.1 dulwich 0.21.7 editdistance 0.6.2 ephem 4.2 ezdxf 1.0.3 faiss-cpu 1.7.4 fastavro 1.8.0
        fastcluster 1.2.6 fastnumbers 5.1.0 fastobo 0.13.0 fastrlock 0.8.3 fugashi 1.3.2 gensim 4.2.0
        geventhttpclient 2.0.12 glfw 2.9.0 google-crc32c 1.5.0 grpcio-tools 1.62.3 guppy3 3.1.3 hiredis 2.3.2
        httptools 0.6.0 imageio-ffmpeg 0.5.1 iminuit 2.18.0 immutables 0.19 jellyfish 1.1.3 jpype1 1.5.2 jq 1.8.0
        kivy 2.3.0 landlab 2.9.2 lmdb 1.6.2 lxml 5.3.2 lz4 4.3.2 maturin 1.8.3 mecab-python3 1.0.9 minorminer 0.2.9
        mosek 10.2.17 multidict 6.0.5 mwparserfromhell 0.6.5 netcdf4 1.7.2 ninja 1.11.1.4 nmslib 2.1.1
        numpy-quaternion 2023.0.4 onnx 1.14.1 open3d 0.16.0 panda3d 1.10.15 persistence 4.1 persistent 5.2 pglast 5.2
        psutil 7.0.0 pulsar-client 3.3.0 pyagrum 1.13.2 pyarrow 12.0.1 pycapnp 1.3.0 pycares 4.3.0 pycryptodome 3.22.0
        pycryptodomex 3.22.0 pyfftw 0.13.0 pygame 2.6.1 pygeos 0.13 pygit2 1.10.1 pyglm 2.7.0 pyhacrf-datamade 0.2.8
        pyinstrument 4.6.2 pylbfgs 0.2.0.16 pymars 0.10.0 pymupdf 1.22.5 pynacl 1.5.0 pyodps 0.12.2.2
        pyonmttok 1.37.1 pyorc 0.10.0 pyproj 3.2.1 pyreadr 0.4.7 pyreadstat 1.2.0 pysam 0.23.0 pysimdjson 5.0.2
        python-rapidjson 1.10 python-snappy 0.7.3 pytokenizations 0.8.4 pytype 2023.6.16 pywavelets 1.3.0
        rapidfuzz 3.4.0 rawpy 0.18.1 regex 2024.4.16 reportlab 4.4.0 rjsmin 1.2.4 rtree 1.0.1 ruptures 1.1.9
        schema-salad 8.4.20230808163024 scrypt 0.8.24 segyio 1.9.12 selectolax 0.3.16 setproctitle 1.3.3 shapely 2.0.7
        snowflake-connector-python 3.0.4 spglib 2.2.0 ssh-python 1.1.1 tables 3.7.0 torchaudio 0.13.1
        torchvision 0.14.1 traits 6.4.3 ujson 5.7.0 unicodedata2 16.0.0 uvloop 0.18.0 vowpalwabbit 9.10.0
        vpython 7.6.5 yarl 1.9.4 zodbpickle 3.3 zope-container 5.2 zope-hookable 6.0 zope-proxy 5.2 zope-security 6.2
        zstandard 0.21.0
        """
}
