extension PlanCase {
    /// Python, Ruby, PHP, shell scripts, generators.
    static let interpreted: [PlanCase] = [
        PlanCase(
            "Python's packages in a folder of their own",
            """
            FROM python:3.12-slim AS deps
            WORKDIR /app
            COPY requirements.txt .
            RUN pip install --no-cache-dir --prefix=/install -r requirements.txt
            FROM python:3.12-slim
            COPY --from=deps /install /usr/local
            COPY . .
            CMD ["python", "app.py"]
            """, "deps native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Python's packages, compiled",
            """
            FROM python:3.12-slim AS deps
            RUN apt-get update && apt-get install -y gcc libpq-dev
            RUN python -m venv /venv && /venv/bin/pip install psycopg2
            FROM python:3.12-slim
            COPY --from=deps /venv /venv
            """, "deps native amd64", "deps emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Django in one stage",
            """
            FROM python:3.12
            ENV PYTHONUNBUFFERED=1
            COPY requirements.txt .
            RUN pip install -r requirements.txt
            COPY . .
            RUN python manage.py collectstatic --noinput
            """, "0 native amd64", "0 emulated arm64"),
        PlanCase(
            "Static files by Django",
            """
            FROM python:3.12 AS static
            RUN pip install django
            COPY . .
            RUN python manage.py collectstatic --noinput
            FROM nginx
            COPY --from=static /app/static /usr/share/nginx/html
            """, "static native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "uv",
            """
            FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim AS builder
            ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
            WORKDIR /app
            RUN --mount=type=cache,target=/root/.cache/uv --mount=type=bind,source=uv.lock,target=uv.lock \\
                uv sync --locked --no-install-project --no-dev
            FROM python:3.12-slim-bookworm
            COPY --from=builder --chown=app:app /app /app
            """, "builder native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "An extension by Cython",
            """
            FROM python:3.12 AS build
            COPY . .
            RUN python setup.py bdist_wheel
            FROM python:3.12-slim
            COPY --from=build /dist/app.whl /
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "conda",
            """
            FROM condaforge/miniforge3 AS env
            RUN conda env create -p /env -f environment.yml
            FROM debian:12
            COPY --from=env /env /env
            """, "env native amd64", "env emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Rails: gems have extensions",
            """
            FROM ruby:3.3-slim AS base
            WORKDIR /rails
            FROM base AS build
            RUN apt-get update -qq && apt-get install --no-install-recommends -y build-essential git
            COPY Gemfile Gemfile.lock ./
            RUN bundle install
            COPY . .
            RUN SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile
            FROM base
            COPY --from=build /usr/local/bundle /usr/local/bundle
            COPY --from=build /rails /rails
            """, "base assembled amd64+arm64", "build native amd64", "build emulated arm64",
            "2 assembled amd64+arm64"),
        PlanCase(
            "Composer, and its program from an image",
            """
            FROM php:8.3-cli AS vendor
            COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
            COPY composer.json composer.lock ./
            RUN composer install --no-dev --optimize-autoloader
            FROM php:8.3-apache
            RUN docker-php-ext-install pdo_mysql
            COPY --from=vendor /vendor /var/www/vendor
            """, "vendor native amd64+arm64", "1 native amd64", "1 emulated arm64"),
        PlanCase(
            "Laravel: Node, Composer and PHP",
            """
            FROM node:20 AS assets
            COPY . .
            RUN npm ci && npm run production
            FROM composer:2 AS vendor
            COPY . .
            RUN composer install --ignore-platform-reqs && php artisan route:cache
            FROM php:8.3-fpm
            COPY --from=assets /public /var/www/public
            COPY --from=vendor /app/vendor /var/www/vendor
            """, "assets native amd64+arm64", "vendor native amd64+arm64", "2 assembled amd64+arm64"),
        PlanCase(
            "protoc and an OpenAPI generator",
            """
            FROM namely/protoc AS proto
            COPY api .
            RUN protoc --go_out=/gen --proto_path=. *.proto && buf lint
            FROM openapitools/openapi-generator-cli AS client
            COPY api.yaml .
            RUN openapi-generator-cli generate -i api.yaml -g typescript-fetch -o /client
            FROM nginx
            COPY --from=proto /gen /gen
            COPY --from=client /client /client
            """, "proto native amd64+arm64", "client native amd64+arm64", "2 assembled amd64+arm64"),
        PlanCase(
            "A script of the context that runs Maven",
            """
            FROM maven AS build
            WORKDIR /work
            COPY . .
            RUN ./ci/build.sh
            FROM jre
            COPY --from=build /work/target/app.jar /
            """, "build native amd64+arm64", "1 assembled amd64+arm64",
            scripts: [
                "ci/build.sh": "#!/usr/bin/env bash\nset -euo pipefail\ncd \"$(dirname \"$0\")/..\"\nmvn -q package\n"
            ]),
        PlanCase(
            "A script of the context that runs gcc in the end",
            """
            FROM debian AS build
            COPY scripts/ /scripts/
            RUN bash /scripts/all.sh
            FROM debian
            COPY --from=build /app /app
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64",
            scripts: [
                "scripts/all.sh":
                    ". /scripts/env.sh\ncase $1 in\n  x) true ;;\n  *) $COMPILER -o /app app.c ;;\nesac\n",
                "scripts/env.sh": "COMPILER=gcc\n",
            ]),
        PlanCase(
            "A script that can't be read",
            """
            FROM debian AS build
            RUN ./build.sh
            FROM debian
            COPY --from=build /app /app
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "A generator in Python that asks for nothing, and one that does",
            """
            FROM python AS one
            COPY gen.py ask.py /
            RUN python3 /gen.py
            FROM python AS two
            COPY gen.py ask.py /
            RUN python3 /ask.py
            FROM nginx
            COPY --from=one /one.html /srv/
            COPY --from=two /two.html /srv/
            """, "one native amd64+arm64", "two native amd64", "two emulated arm64", "2 assembled amd64+arm64",
            scripts: ["gen.py": "print('hello')\n", "ask.py": "import platform\nprint(platform.machine())\n"]),
        PlanCase(
            "A file with the machine's name",
            """
            FROM alpine AS info
            RUN echo "built on $(uname -m)" > /info.txt
            FROM nginx
            COPY --from=info /info.txt /srv/
            """, "info native amd64", "info emulated arm64", "1 assembled amd64+arm64"),
    ]
}
