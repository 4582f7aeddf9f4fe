extension PlanCase {
    /// Java, Kotlin, Scala, Clojure.
    static let jvm: [PlanCase] = [
        PlanCase(
            "Maven, dependencies first",
            """
            FROM maven:3.9-eclipse-temurin-21 AS build
            WORKDIR /src
            COPY pom.xml .
            RUN mvn -B dependency:go-offline
            COPY src ./src
            RUN mvn -B -DskipTests -Dmaven.javadoc.skip=true package
            FROM eclipse-temurin:21-jre
            COPY --from=build /src/target/shop.jar /app/shop.jar
            ENTRYPOINT ["java", "-jar", "/app/shop.jar"]
            """, "build native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Maven's wrapper with a cache",
            """
            # syntax=docker/dockerfile:1
            FROM eclipse-temurin:17-jdk-jammy AS build
            WORKDIR /build
            COPY --chmod=0755 mvnw mvnw
            COPY .mvn/ .mvn/
            RUN --mount=type=bind,source=pom.xml,target=pom.xml \\
                --mount=type=cache,target=/root/.m2 ./mvnw dependency:go-offline -DskipTests
            COPY ./src src/
            RUN --mount=type=bind,source=pom.xml,target=pom.xml --mount=type=cache,target=/root/.m2 \\
                ./mvnw package -DskipTests && \\
                mv target/$(./mvnw help:evaluate -Dexpression=project.artifactId -q -DforceStdout).jar target/app.jar
            FROM eclipse-temurin:17-jre-jammy AS final
            COPY --from=build /build/target/app.jar .
            ENTRYPOINT [ "java", "-jar", "app.jar" ]
            """, "build native amd64+arm64", "final assembled amd64+arm64"),
        PlanCase(
            "Spring Boot in layers",
            """
            FROM eclipse-temurin:21-jdk AS builder
            WORKDIR /app
            COPY . .
            RUN ./gradlew --no-daemon bootJar
            RUN java -Djarmode=layertools -jar build/libs/app.jar extract
            FROM eclipse-temurin:21-jre
            COPY --from=builder /app/dependencies/ ./
            COPY --from=builder /app/application/ ./
            ENTRYPOINT ["java", "org.springframework.boot.loader.JarLauncher"]
            """, "builder native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Spring Boot, a stage for the layers",
            """
            FROM gradle:8-jdk21 AS package
            COPY --chown=gradle:gradle . /home/gradle/src
            WORKDIR /home/gradle/src
            RUN gradle build --no-daemon -x test
            FROM package AS extract
            RUN java -Djarmode=layertools -jar build/libs/app.jar extract --destination /layers
            FROM eclipse-temurin:21-jre
            RUN adduser --system shop
            USER shop
            COPY --from=extract /layers/dependencies/ ./
            """, "package native amd64+arm64", "extract native amd64+arm64", "2 native amd64", "2 emulated arm64"),
        PlanCase(
            "GraalVM's native image",
            """
            FROM ghcr.io/graalvm/native-image-community:21 AS build
            COPY . .
            RUN ./mvnw -Pnative native:compile
            FROM debian:12-slim
            COPY --from=build /app/target/shop /shop
            """, "build native amd64", "build emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "A runtime by jlink",
            """
            FROM eclipse-temurin:21 AS jre
            RUN jlink --add-modules java.base --output /jre
            FROM debian:12-slim
            COPY --from=jre /jre /opt/jre
            COPY app.jar /
            """, "jre native amd64", "jre emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "sbt",
            """
            FROM sbtscala/scala-sbt:eclipse-temurin-21 AS build
            COPY . /src
            WORKDIR /src
            RUN sbt -batch assembly
            FROM eclipse-temurin:21-jre
            COPY --from=build /src/target/scala-3/app.jar /app.jar
            """, "build native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Kotlin and ant in one script",
            """
            FROM jdk AS build
            COPY . .
            RUN <<EOF
            set -e
            apt-get update && apt-get install -y ant
            for module in core web; do
              ( cd $module && ant -q dist )
            done
            kotlinc src -include-runtime -d app.jar
            EOF
            FROM jre
            COPY --from=build app.jar /
            """, "build native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Leiningen",
            """
            FROM clojure:lein AS build
            COPY . .
            RUN lein deps && lein uberjar && mv "$(find target -name '*-standalone.jar')" /app.jar
            FROM eclipse-temurin:21-jre
            COPY --from=build /app.jar /app.jar
            """, "build native amd64+arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "An archive of loaded classes",
            """
            FROM eclipse-temurin:21-jre AS cds
            COPY app.jar .
            RUN java -XX:ArchiveClassesAtExit=app.jsa -Dspring.context.exit=onRefresh -jar app.jar
            FROM eclipse-temurin:21-jre
            COPY --from=cds /app.jar /app.jsa ./
            """, "cds native amd64", "cds emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "The same by the environment",
            """
            FROM eclipse-temurin:24-jre AS aot
            ENV JAVA_TOOL_OPTIONS="-XX:AOTCacheOutput=/app.aot"
            RUN java -jar app.jar
            FROM eclipse-temurin:24-jre
            COPY --from=aot /app.aot ./
            """, "aot native amd64", "aot emulated arm64", "1 assembled amd64+arm64"),
        PlanCase(
            "Java with a native part by make",
            """
            FROM debian:12 AS jni
            RUN apt-get update && apt-get install -y gcc make
            COPY native .
            RUN make libfast.so
            FROM maven AS build
            COPY . .
            RUN mvn package
            FROM eclipse-temurin:21-jre
            COPY --from=jni /libfast.so /usr/lib/
            COPY --from=build /target/app.jar /
            """, "jni native amd64", "jni emulated arm64", "build native amd64+arm64", "2 assembled amd64+arm64"),
    ]
}
