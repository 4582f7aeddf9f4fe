extension PlanCase {
    /// Node, static sites.
    static let web: [PlanCase] = [
        PlanCase(
            "Scripts of package.json that run known tools, and others of packages",
            "FROM node AS b\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nFROM nginx\nCOPY --from=b /app/lib /lib\n",
            "b native amd64+arm64", "1 assembled amd64+arm64",
            scripts: [
                "package.json":
                    #"{"scripts":{"prebuild":"rimraf dist && tsc -p .","build":"npm run bundle -- --prod","bundle":"cross-env A=b webpack"}}"#
            ]),
        PlanCase(
            "A script of package.json that compiles",
            "FROM node AS b\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nFROM node\nCOPY --from=b /app/dist /app\n",
            "b native amd64", "b emulated arm64", "1 assembled amd64+arm64",
            scripts: ["package.json": #"{"scripts":{"build":"webpack && npm run native","native":"make -C native"}}"#]),
        PlanCase(
            "A script that npm ci runs by itself",
            "FROM node AS b\nCOPY . /app/\nRUN cd /app && npm ci\nFROM node\nCOPY --from=b /app/dist /app\n",
            "b native amd64", "b emulated arm64", "1 assembled amd64+arm64",
            scripts: ["package.json": #"{"scripts":{"postinstall":"node-gyp rebuild"}}"#]),
        PlanCase(
            "Unless it is told not to",
            "FROM node AS b\nCOPY . /app/\nRUN cd /app && npm ci --ignore-scripts && yarn build\nFROM node\nCOPY --from=b /app/dist /app\n",
            "b native amd64+arm64", "1 assembled amd64+arm64",
            scripts: ["package.json": #"{"scripts":{"postinstall":"node-gyp rebuild","build":"vite build"}}"#]),
        PlanCase(
            "A script in JavaScript that asks for the machine, in another folder",
            "FROM node AS b\nCOPY web /web\nRUN npm --prefix /web run build\nFROM node\nCOPY --from=b /web/dist /app\n",
            "b native amd64", "b emulated arm64", "1 assembled amd64+arm64",
            scripts: [
                "web/package.json": #"{"scripts":{"build":"node build.js"}}"#,
                "web/build.js": "download(`tool-${process.arch}`)",
            ]),
        PlanCase(
            "A package.json that makes no sense is passed over",
            "FROM node AS b\nCOPY . .\nRUN npm run build\nFROM nginx\nCOPY --from=b /dist /lib\n",
            "b native amd64+arm64", "1 assembled amd64+arm64", scripts: ["package.json": "{"]),
        PlanCase(
            "A single-page application behind nginx",
            """
            FROM node:20-alpine AS build
            WORKDIR /app
            COPY package*.json ./
            RUN npm ci --no-audit
            COPY . .
            RUN npm run build
            FROM nginx:1.27-alpine
            COPY --from=build /app/dist /usr/share/nginx/html
            COPY nginx.conf /etc/nginx/conf.d/default.conf
            EXPOSE 80
            """, "build native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Next.js as its documentation has it",
            """
            FROM node:20-alpine AS base
            FROM base AS deps
            RUN apk add --no-cache libc6-compat
            WORKDIR /app
            COPY package.json yarn.lock* package-lock.json* pnpm-lock.yaml* ./
            RUN \\
              if [ -f yarn.lock ]; then yarn --frozen-lockfile; \\
              elif [ -f package-lock.json ]; then npm ci; \\
              elif [ -f pnpm-lock.yaml ]; then corepack enable pnpm && pnpm i --frozen-lockfile; \\
              else echo "Lockfile not found." && exit 1; \\
              fi
            FROM base AS builder
            WORKDIR /app
            COPY --from=deps /app/node_modules ./node_modules
            COPY . .
            RUN yarn run build
            FROM base AS runner
            WORKDIR /app
            ENV NODE_ENV=production
            COPY --from=builder /app/public ./public
            COPY --from=builder --chown=1001:1001 /app/.next/standalone ./
            USER 1001
            CMD ["node", "server.js"]
            """, "base assembled amd64+arm64", "deps native amd64+arm64", "builder native amd64+arm64",
            "runner assembled amd64+arm64"),
        PlanCase(
            "Next.js with users made in the last stage",
            """
            FROM node:20-alpine AS base
            FROM base AS builder
            COPY . .
            RUN npm ci && npm run build
            FROM base AS runner
            RUN addgroup --system nodejs && adduser --system nextjs
            COPY --from=builder /app/.next ./.next
            """, "base native amd64+arm64", "builder native amd64+arm64", "runner native amd64",
            "runner emulated arm64"),
        PlanCase(
            "Native modules are compiled",
            """
            FROM node:20-alpine AS build
            RUN apk add --no-cache python3 make g++
            COPY package*.json ./
            RUN npm ci --omit=dev
            FROM node:20-alpine
            COPY --from=build /node_modules /node_modules
            COPY . .
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "A compiler is installed, and only the site is taken",
            """
            FROM node:20-alpine AS build
            RUN apk add --no-cache python3 make g++
            COPY . .
            RUN npm ci && npm run build
            FROM nginx
            COPY --from=build /app/dist /usr/share/nginx/html
            """, "build native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "pnpm in a monorepo",
            """
            FROM node:20-slim AS base
            ENV PNPM_HOME="/pnpm"
            ENV PATH="$PNPM_HOME:$PATH"
            RUN corepack enable
            FROM base AS build
            COPY . /usr/src/app
            WORKDIR /usr/src/app
            RUN --mount=type=cache,id=pnpm,target=/pnpm/store pnpm install --frozen-lockfile
            RUN pnpm run -r build && pnpm deploy --filter=app1 --prod /prod/app1
            FROM base AS app1
            COPY --from=build /prod/app1 /prod/app1
            CMD [ "pnpm", "start" ]
            """, "base native amd64", "base emulated arm64", "build native amd64+arm64", "app1 native amd64",
            "app1 emulated arm64"),
        PlanCase(
            "Angular by npx",
            """
            FROM node:22 AS ng
            COPY . .
            RUN npm install && npx ng build --configuration production
            FROM nginx
            COPY --from=ng /dist/app/browser /usr/share/nginx/html
            """, "ng native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "bun, and bun's own programs",
            """
            FROM oven/bun:1 AS site
            COPY . .
            RUN bun install && bun run build
            FROM oven/bun:1 AS tool
            COPY . .
            RUN bun build --compile --outfile=tool ./tool.ts
            FROM debian
            COPY --from=site /dist /srv
            COPY --from=tool /tool /tool
            """, "site native amd64+arm64", "tool native amd64", "tool emulated arm64", "2 assembled amd64+arm64"),
        PlanCase(
            "Hugo",
            """
            FROM hugomods/hugo:exts AS site
            COPY . /src
            RUN hugo --minify
            FROM nginx
            COPY --from=site /src/public /usr/share/nginx/html
            """, "site native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "MkDocs from pip",
            """
            FROM python:3.12 AS docs
            RUN pip install --no-cache-dir mkdocs-material
            COPY . .
            RUN mkdocs build --site-dir /site
            FROM nginx
            COPY --from=docs /site /usr/share/nginx/html
            """, "docs native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Sphinx",
            """
            FROM python:3.12 AS docs
            RUN python -m pip install sphinx
            COPY docs .
            RUN sphinx-build -b html . /out/html
            FROM nginx
            COPY --from=docs /out/html /usr/share/nginx/html
            """, "docs native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Jekyll",
            """
            FROM ruby:3.3 AS site
            COPY Gemfile* .
            RUN bundle install
            COPY . .
            RUN bundle exec jekyll build
            FROM nginx
            COPY --from=site /_site /usr/share/nginx/html
            """, "site native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Zola and mdBook from release archives",
            """
            FROM debian:12 AS docs
            ADD https://example.com/zola.tar.gz /tmp/
            RUN tar xf /tmp/zola.tar.gz -C /usr/local/bin && zola build && mdbook build
            FROM nginx
            COPY --from=docs /public /srv
            """, "docs native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "webpack with the exec form and gulp's script",
            """
            FROM node AS build
            SHELL ["/bin/bash", "-o", "pipefail", "-c"]
            RUN ["npm", "ci"]
            RUN ["npx", "webpack", "--mode", "production"]
            RUN yarn run gulp dist | tee /tmp/log
            FROM httpd:2.4
            COPY --from=build /app/dist/ /usr/local/apache2/htdocs/
            """, "build native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "The frontend of a Java application",
            """
            FROM node:20 AS web
            COPY web .
            RUN npm ci && npm run build
            FROM maven AS build
            COPY . .
            COPY --from=web /dist src/main/resources/static
            RUN mvn -q package
            FROM jre
            COPY --from=build /target/app.jar /
            """, "web native amd64+arm64", "build native amd64+arm64", "2 assembled amd64+arm64"),
    ]
}
