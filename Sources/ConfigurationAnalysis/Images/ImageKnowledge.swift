import Reporting
import ScanModel

/// Images that are published for x86 and not for arm64.
struct ImageKnowledge: Sendable {
    /// The repository's name.
    let repository: String
    /// The first numbers of the tags that it is about, such as `5` of `5.7.44`; empty for all.
    let versions: [String]
    /// What can be used in its place.
    let remedy: String
    /// Where that is said.
    let source: String

    private static let official = "https://github.com/docker-library/official-images/blob/master/library/"
    private static let selenium = "https://github.com/SeleniumHQ/docker-selenium"

    private static let elasticsearch = "https://github.com/docker-library/elasticsearch/pull/194"
    private static let oldElasticsearch = ["5", "6"] + (0...7).map { "7.\($0)" }

    private static let all = [
        ImageKnowledge("mysql", ["5"], "use mysql:8 or later, or mariadb", official + "mysql"),
        ImageKnowledge("percona", ["5"], "use a version that is published for arm64", official + "percona"),
        ImageKnowledge("centos", ["6", "centos6"], "use a distribution that is maintained", official + "centos"),
        ImageKnowledge("elasticsearch", oldElasticsearch, "use version 7.8 or later", elasticsearch),
        ImageKnowledge(
            "docker.elastic.co/elasticsearch/elasticsearch", oldElasticsearch, "use version 7.8 or later", elasticsearch
        ),
        ImageKnowledge("kibana", ["5", "6"], "use version 8 or later", official + "kibana"),
        ImageKnowledge("logstash", ["5", "6"], "use version 8 or later", official + "logstash"),
        ImageKnowledge(
            "mcr.microsoft.com/mssql/server", [], "keep SQL Server on amd64 nodes, or use a managed one",
            "https://github.com/microsoft/mssql-docker/issues/864"),
        ImageKnowledge(
            "gvenzl/oracle-xe", [], "use gvenzl/oracle-free", "https://github.com/gvenzl/oci-oracle-xe/issues/44"),
        ImageKnowledge(
            "wnameless/oracle-xe-11g-r2", [], "use gvenzl/oracle-free",
            "https://github.com/wnameless/docker-oracle-xe-11g/issues/133"),
        ImageKnowledge(
            "tensorflow/serving", [], "build it for arm64, or keep it on amd64 nodes",
            "https://github.com/tensorflow/serving/issues/1948"),
        ImageKnowledge(
            "mailhog/mailhog", [], "use axllent/mailpit", "https://github.com/mailhog/MailHog/issues/454"),
        ImageKnowledge("selenium/standalone-chrome", [], "use selenium/standalone-chromium", selenium),
        ImageKnowledge("selenium/node-chrome", [], "use selenium/node-chromium", selenium),
        ImageKnowledge("selenium/standalone-edge", [], "use selenium/standalone-chromium", selenium),
        ImageKnowledge("selenium/node-edge", [], "use selenium/node-chromium", selenium),
    ]

    /// Names that only files of interest have.
    static let words = all.flatMap { entry in
        entry.versions.isEmpty ? [entry.repository] : entry.versions.map { entry.repository + ":" + $0 }
    }

    /// - Returns: nil when nothing is known of the image, or it is published for arm64.
    static func find(_ image: String) -> ImageKnowledge? {
        let (repository, tag) = ImageName.parts(image)
        return all.first { entry in
            guard entry.repository == repository else { return false }
            return entry.versions.isEmpty
                || entry.versions.contains { tag == $0 || tag.hasPrefix($0 + ".") || tag.hasPrefix($0 + "-") }
        }
    }

    private init(_ repository: String, _ versions: [String], _ remedy: String, _ source: String) {
        self.repository = repository
        self.versions = versions
        self.remedy = remedy
        self.source = source
    }

    static let rule = Rule(
        id: "image-without-arm64", title: "an image that is not published for arm64", area: .deployment,
        severity: .blocker, effort: .days,
        why: "The image only exists for x86: it can't be pulled on arm64.",
        remedy: "use another image or version, or keep this part on amd64 nodes",
        before: "FROM mysql:5.7", after: "FROM mysql:8.4", reference: official + "mysql")
}
