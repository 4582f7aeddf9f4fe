/// Packages that are published with bytecode only: nothing in their JARs depends on the processor.
///
/// The criterion is the artifact itself: its JARs on Maven Central hold no library and no program for a processor.
/// A package with native code of its own is in ``MavenKnowledge``, which is asked first.
enum JavaOnly {
    /// Groups, with all groups below them.
    private static let groups: Set<String> = [
        "antlr", "aopalliance", "cglib", "ch.qos.logback", "com.amazonaws", "com.auth0", "com.beust", "com.cronutils",
        "com.fasterxml", "com.github.ben-manes.caffeine", "com.github.javafaker", "com.github.spotbugs",
        "com.github.tomakehurst", "com.google.code.findbugs", "com.google.code.gson", "com.google.dagger",
        "com.google.errorprone", "com.google.guava", "com.google.inject", "com.google.j2objc", "com.google.truth",
        "com.h2database", "com.hazelcast", "com.jayway.jsonpath", "com.mchange", "com.microsoft.sqlserver", "com.mysql",
        "com.netflix", "com.nimbusds", "com.opencsv", "com.oracle.database", "com.puppycrawl.tools",
        "com.rabbitmq", "com.squareup", "com.sun.mail", "com.sun.xml", "com.thoughtworks.xstream",
        "com.typesafe", "com.vaadin", "com.zaxxer", "commons-beanutils", "commons-cli", "commons-codec",
        "commons-collections", "commons-digester", "commons-fileupload", "commons-io", "commons-lang",
        "commons-logging", "commons-net", "commons-pool", "dom4j", "io.cucumber", "io.dropwizard",
        "io.github.openfeign", "io.github.resilience4j", "io.jsonwebtoken", "io.micrometer", "io.micronaut",
        "io.opentelemetry", "io.opentracing", "io.projectreactor", "io.prometheus", "io.quarkus", "io.reactivex",
        "io.rest-assured", "io.smallrye", "io.springfox", "io.swagger", "io.undertow", "io.vertx", "io.zipkin",
        "jakarta", "javassist", "javax", "jaxen", "jdom", "joda-time", "jstl", "junit", "log4j", "mysql",
        "net.bytebuddy", "net.datafaker", "net.javacrumbs", "net.logstash.logback", "net.minidev", "net.sf.ehcache",
        "net.sf.jasperreports", "net.sourceforge.stripes", "org.antlr", "org.apache.activemq", "org.apache.camel",
        "org.apache.commons", "org.apache.cxf", "org.apache.derby", "org.apache.flink", "org.apache.httpcomponents",
        "org.apache.kafka", "org.apache.logging.log4j", "org.apache.lucene", "org.apache.maven", "org.apache.myfaces",
        "org.apache.pdfbox", "org.apache.poi", "org.apache.shiro", "org.apache.struts", "org.apache.taglibs",
        "org.apache.tiles", "org.apache.tomcat", "org.apache.velocity", "org.apache.wicket", "org.apache.xmlbeans",
        "org.apache.zookeeper", "org.apache.curator", "org.aspectj", "org.assertj", "org.awaitility",
        "org.bouncycastle", "org.checkerframework", "org.codehaus.groovy", "org.codehaus.jackson",
        "org.codehaus.mojo", "org.dom4j", "org.eclipse.jetty", "org.eclipse.microprofile", "org.eclipse.persistence",
        "org.ehcache", "org.flywaydb", "org.freemarker", "org.glassfish", "org.hamcrest", "org.hdrhistogram",
        "org.hibernate", "org.hsqldb", "org.immutables", "org.infinispan", "org.jboss", "org.jdbi",
        "org.jetbrains.kotlin", "org.jetbrains.kotlinx", "org.jooq", "org.json", "org.jsoup", "org.junit",
        "org.liquibase", "org.mapstruct", "org.mariadb.jdbc", "org.mockito", "org.mongodb", "org.mozilla",
        "org.mybatis", "org.objenesis", "org.ow2.asm", "org.postgresql", "org.powermock", "org.primefaces",
        "org.projectlombok", "org.quartz-scheduler", "org.reactivestreams", "org.redisson", "org.reflections",
        "org.scala-lang", "org.scalatest", "org.seleniumhq.selenium", "org.slf4j", "org.skyscreamer", "org.springdoc",
        "org.springframework", "org.sitemesh", "org.testcontainers", "org.testng", "org.thymeleaf", "org.typelevel",
        "org.webjars", "org.wiremock", "org.xmlunit", "org.yaml", "oro", "redis.clients", "software.amazon.awssdk",
        "taglibs", "xalan", "xerces", "xml-apis",
    ]

    /// Names within those groups that may bring native code.
    private static let exceptions = [
        "com.amazonaws:DynamoDBLocal", "com.amazonaws:amazon-kinesis-producer", "org.apache.activemq:activemq-artemis",
        "org.apache.activemq:artemis", "org.apache.commons:commons-crypto",
        "org.apache.flink:flink-python", "org.apache.flink:flink-shaded", "org.apache.flink:flink-statebackend",
        "org.apache.kafka:kafka-streams", "org.mongodb:mongodb-crypt",
        "software.amazon.awssdk.crt", "software.amazon.awssdk:aws-crt-client", "software.amazon.awssdk:bundle",
    ]

    static func contains(_ name: String) -> Bool {
        guard !exceptions.contains(where: { name.hasPrefix($0) }) else { return false }
        var group = name.prefix { $0 != ":" }
        while !group.isEmpty {
            if groups.contains(String(group)) { return true }
            group = group.lastIndex(of: ".").map { group[..<$0] } ?? ""
        }
        return false
    }
}
