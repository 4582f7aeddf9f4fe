/// Packages that are published without native code, or whose native code is optional and left out where it can't be
/// built: nothing of them depends on the processor.
///
/// The criterion is the package itself: its releases on the Python Package Index are wheels for every system, or
/// sources without compiled modules. ``PureData`` adds what lock files show. Packages with native code are in
/// ``WheelData`` and ``PythonFacts``, which are asked first.
enum PurePython {
    /// - Parameter name: normalised.
    static func contains(_ name: String) -> Bool {
        names.contains(name) || prefixes.contains { name.hasPrefix($0) }
    }

    /// Whether a package is whole without its native code, which its installation leaves out where it can't be built.
    static func isOptional(_ name: String) -> Bool { optional.contains(name) }

    private static let optional: Set<String> = [
        "aiohttp", "apache-beam", "black", "cassandra-driver", "charset-normalizer", "coverage", "cython", "ijson",
        "kazoo", "lazy-object-proxy", "markupsafe", "msgpack", "mypy", "peewee", "pendulum", "protobuf", "pymongo",
        "pyrsistent", "pyyaml", "ruamel-yaml-clib", "simplejson", "sqlalchemy", "thrift", "thriftpy2", "tornado",
        "watchdog", "websockets", "wrapt", "zope-interface",
    ]

    /// Families of packages that are all of this kind.
    private static let prefixes = [
        "azure-", "boto3-stubs", "django-", "flask-", "google-cloud-", "mypy-boto3-", "opentelemetry-", "pytest-",
        "sphinx-", "sphinxcontrib-", "types-", "djangorestframework-", "celery-", "fastapi-", "jupyter-", "jupyterlab-",
        "apache-airflow-providers-", "msgraph-", "aws-cdk-", "flake8-",
    ]

    private static let names: Set<String> = Set(
        [list, PureData.text].flatMap { text in
            text.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.map { String(Substring($0)) }
        })

    private static let list = """
        blurb breathe codespell memory-profiler meson meson-python numpydoc paver pydata-sphinx-theme pygithub
        python-docs-theme spin sphinxext-opengraph towncrier absl-py aioboto3 aiobotocore aiofiles aiosignal aiosqlite alabaster alembic amqp aniso8601 annotated-types
        ansible ansible-core anyio appdirs apscheduler argcomplete argon2-cffi arrow asgiref asn1crypto astroid
        asttokens astunparse async-timeout attrs authlib autobahn autopep8 aws-sam-cli aws-xray-sdk awscli babel
        backcall backoff bandit beautifulsoup4 billiard bleach blinker boltons boto boto3 botocore bottle branca
        bs4 build cachecontrol cachetools cachelib celery cerberus certifi cfgv chardet cheroot cherrypy
        click click-plugins cligj cloudpickle cohere colorama coloredlogs colorlog comm commonmark configargparse
        configobj configparser constantly cookiecutter coreapi coreschema crispy-forms croniter cssselect cssutils
        cycler dash dask databricks-cli databricks-sdk dataclasses dataclasses-json datasets dateparser
        decorator deepdiff defusedxml deprecated deprecation dill diskcache distlib distro django djangorestframework
        dnspython docker docker-compose docopt docstring-parser docutils dpath drf-spectacular drf-yasg durationpy
        ecdsa einops elastic-transport elasticsearch elasticsearch-dsl email-validator emoji entrypoints et-xmlfile
        eventlet evaluate exceptiongroup execnet executing factory-boy fakeredis faker falcon fastapi
        fastjsonschema feedparser filelock fire flake8 flask flatten-json flit-core folium fqdn freezegun fsspec
        furo future gast gcsfs gdown geographiclib geopandas geopy gitdb gitpython google-api-core
        google-api-python-client google-auth google-auth-httplib2 google-auth-oauthlib google-genai
        google-generativeai google-pasta google-resumable-media googleapis-common-protos gql gradio gradio-client
        graphene graphene-django graphql-core graphql-relay graphviz grpc-google-iam-v1 gunicorn h11 h2 haystack-ai
        hatchling holidays hpack html2text html5lib httpcore httplib2 httpx httpx-sse huggingface-hub humanfriendly
        humanize hyperframe hyperlink hypothesis hypercorn identify idna imageio imagesize imbalanced-learn
        importlib-metadata importlib-resources incremental inflect inflection influxdb influxdb-client iniconfig
        invoke ipaddress ipykernel ipython ipython-genutils ipywidgets iso8601 isodate isoduration isort itemadapter
        itsdangerous itypes jaraco-classes jaraco-context jaraco-functools jedi jeepney jinja2 jmespath joblib
        josepy jsondiff json5 jsonpatch jsonpath-ng jsonpickle jsonpointer jsonschema jsonschema-specifications
        jupyter jupyterlab jwcrypto kafka-python keras keras-applications keras-preprocessing keyring kombu
        kubernetes langchain langchain-community langchain-core langchain-openai langchain-text-splitters langgraph
        langsmith lark lazy-loader limits litellm locket loguru looker-sdk lockfile logilab-common luigi lunardate
        mako markdown markdown-it-py markdown2 marshmallow marshmallow-sqlalchemy matplotlib-inline mccabe mdit-py-plugins
        mdurl mistune mkdocs mkdocs-material mlflow mlflow-skinny mock moto more-itertools motor mpmath msal
        msal-extensions msrest msrestazure mypy-extensions mysql-connector nbclient nbconvert nbformat ndg-httpsclient
        neo4j nest-asyncio networkx nltk nodeenv nose notebook oauth2client oauthlib objgraph openai openapi-spec-validator
        openpyxl opensearch-py opt-einsum orderedmultidict outcome packaging pandas-gbq pandocfilters paramiko
        parameterized parse parsedatetime parsel parso partd passlib pathspec pathlib2 pathy patsy pbr pdfminer-six pdfkit
        pdfplumber pdm-backend peft pep8 pep517 pexpect phonenumbers pickleshare pika pint pip pip-tools pipdeptree pipenv
        pkginfo pkgutil-resolve-name platformdirs plotly pluggy ply poetry poetry-core polib portalocker portend
        pre-commit prettytable proglog progressbar2 prometheus-client prometheus-flask-exporter prompt-toolkit
        protego ptyprocess pure-eval py py4j pyasn1 pyasn1-modules pycodestyle pycparser pydantic-settings
        pydispatcher pydocstyle pydot pydub pyee pyflakes pygments pyhamcrest pyjwt pylint pymdown-extensions pymysql
        pyopenssl pyparsing pypdf pypdf2 pyperclip pyproject-api pyproject-hooks pyrfc3339 pyserial pysocks pyspark
        pyspnego pytest python-dateutil python-decouple python-docx python-dotenv python-editor python-http-client
        python-jose python-json-logger python-jwt python-memcached python-mimeparse python-multipart python-pptx
        python-slugify python-socketio python-engineio python-telegram-bot python-utils python3-openid pytz
        pytz-deprecation-shim pyvirtualdisplay pywebpush qrcode queuelib raven readme-renderer redis redshift-connector
        referencing requests requests-aws4auth requests-file requests-mock requests-ntlm requests-oauthlib
        requests-toolbelt responses restrictedpython retry retrying rfc3339-validator rfc3986 rfc3986-validator rich
        rich-toolkit robotframework rsa ruamel-yaml s3fs s3transfer sacrebleu sacremoses sagemaker scramp scrapy seaborn
        secretstorage selenium semantic-version semver sendgrid sentence-transformers sentry-sdk service-identity
        setuptools setuptools-scm shellingham simple-salesforce simpy six slack-sdk slackclient slicer smart-open smmap
        sniffio snowballstemmer sortedcontainers soupsieve spacy-legacy spacy-loggers sphinx sqlalchemy-utils
        sqlmodel sqlparse sse-starlette sshtunnel stack-data starlette statsd stevedore stripe structlog suds-py3
        sympy tabulate tblib tempora tenacity tensorboard tensorboard-data-server-none tensorboardx tensorflow-datasets
        tensorflow-estimator tensorflow-hub termcolor terminado testcontainers testpath texttable textblob threadpoolctl
        tinycss2 tldextract toml tomli tomli-w tomlkit toolz tox tqdm traitlets transformers trio trio-websocket
        trove-classifiers twilio twine typeguard typer typing typing-extensions typing-inspect typing-inspection tzdata
        tzlocal uritemplate uri-template urllib3 user-agents uvicorn validators vine virtualenv voluptuous w3lib waitress
        wasabi wcwidth webcolors webdriver-manager webencodings weaviate-client webob websocket-client webtest
        werkzeug wheel whitenoise widgetsnbextension wsproto wtforms xlrd xlsxwriter xlwt xmltodict xyzservices yapf
        yt-dlp zc-lockfile zeep zict zipp
        """
}
