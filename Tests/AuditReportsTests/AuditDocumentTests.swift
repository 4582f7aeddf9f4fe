import AuditReports
import Console
import Platforms
import RawJSON
import Reporting
import Rollout
import Testing

@Suite struct AuditDocumentTests {
    private typealias Use = AuditedImage.Use

    private func report(_ images: [AuditedImage], required: [Platform] = [], notes: [String] = []) -> AuditReport {
        AuditReport(
            cluster: "production", namespace: nil, nodes: ["amd64": 3, "arm64": 2], required: required, images: images,
            workloads: 4, pods: 1200, notes: notes)
    }

    private let complete = AuditedImage(
        image: "web:1", digest: "sha256:11", platforms: [.linuxAMD64, .linuxARM64], missing: [],
        usedBy: [Use(kind: "Deployment", namespace: "shop", name: "web", container: "c", architectures: ["amd64"])])
    private let lacking = AuditedImage(
        image: "reg:5000/old:1", digest: "sha256:22", platforms: [.linuxAMD64], missing: [.linuxARM64],
        usedBy: [
            Use(
                kind: "Deployment", namespace: "a", name: "pinned", container: "c", architectures: ["amd64"],
                matters: false, reason: "its node selector keeps it on amd64"),
            Use(
                kind: "DaemonSet", namespace: "b", name: "agent", container: "c", architectures: ["amd64", "arm64"],
                matters: true, reason: "can be scheduled to arm64 (n), and would not start there"),
        ], suggestion: "reg:5000/old:2")
    private let unreadable = AuditedImage(
        image: "gone:1", digest: nil, platforms: [], missing: [],
        usedBy: [Use(kind: "Pod", namespace: "a", name: "<b>x", container: "=1+1")],
        error: "there is no image \u{1B}[31mgone:1, really")

    private func text(_ report: AuditReport, _ format: AuditFormat = .text) throws -> String {
        try AuditDocument(report, version: "1.2.3").text(as: format)
    }

    @Test func theWorstComesFirstAndTheAnswerLast() throws {
        let lines = try text(report([complete, unreadable, lacking], notes: ["jobs could not be looked at"]))
            .split(separator: "\n")
        #expect(lines[0].hasPrefix("IMAGE"))
        #expect(lines[1].hasPrefix("reg:5000/old:1   linux/amd64"))
        #expect(lines[1].contains("b/daemonset/agent, a/deployment/pinned"), "where it matters, first: \(lines[1])")
        #expect(lines[1].hasSuffix("and would not start there; reg:5000/old:2 has it"))
        #expect(lines[2].contains("?") && !lines[2].contains("\u{1B}"))
        #expect(lines[3].hasPrefix("web:1"))
        #expect(lines[4] == "note: jobs could not be looked at")
        #expect(lines[5] == "1 of 3 images lacks an architecture that its pods may meet.")
        #expect(lines[6] == "4 workloads and 1,200 pods in all namespaces; nodes: 3 amd64, 2 arm64")
    }

    @Test func theAnswerFits() throws {
        func answer(_ images: [AuditedImage]) throws -> String {
            String(try text(report(images)).split(separator: "\n").dropLast().last ?? "")
        }
        #expect(try answer([complete]) == "The only image has every architecture.")
        #expect(try answer([]) == "No workload was found.")
        #expect(
            try answer([complete, unreadable]) == "Nothing is known to be missing, but 1 image could not be read.")
        let pinned = AuditedImage(
            image: "old:1", digest: "x", platforms: [.linuxAMD64], missing: [.linuxARM64],
            usedBy: [lacking.usedBy[0]])
        #expect(try answer([pinned]) == "Every image has the architectures that its pods can be scheduled to.")
    }

    @Test func programsGetTheDocumentedFields() throws {
        let json = try JSONValue(
            parsing: text(report([lacking, unreadable], required: [.linuxARM64]), .json).utf8, source: "json")
        let image = try #require(json["images"]?[0])
        #expect(image["image"] == "reg:5000/old:1")
        #expect(image["digest"] == "sha256:22")
        #expect(image["platforms"] == ["linux/amd64"])
        #expect(image["missing"] == ["linux/arm64"])
        #expect(image["usedBy"]?[1]?["kind"] == "DaemonSet")
        #expect(image["usedBy"]?[1]?["matters"] == true)
        #expect(image["suggestion"] == "reg:5000/old:2")
        #expect(json["images"]?[1]?["error"]?.string?.contains("there is no image") == true)
        #expect(json["summary"]?["unreadable"] == 1)
        #expect(json["required"] == ["linux/arm64"])
    }

    @Test func spreadsheetsGetARowForEachContainer() throws {
        let rows = try text(report([lacking, unreadable]), .csv).split(separator: "\r\n")
        #expect(rows.count == 4)
        #expect(rows[0].hasPrefix("state,image,digest,platforms,missing,namespace"))
        #expect(
            rows[1].hasPrefix("lacking,reg:5000/old:1,sha256:22,linux/amd64,linux/arm64,a,Deployment,pinned,c,amd64,no")
        )
        #expect(rows[3].contains(",'=1+1,"), "no formula")
        #expect(rows[3].hasSuffix("\"there is no image \\u{1b}[31mgone:1, really\""))
    }

    @Test func thePageIsHarmlessAndComplete() throws {
        let page = try text(
            report([lacking, unreadable, complete], required: [.linuxARM64], notes: ["no nodes"]), .html)
        #expect(page.contains("<title>production: 1 of 3 images lacks an architecture that its pods may meet</title>"))
        #expect(page.contains("&lt;b&gt;x") && !page.contains("<b>x"))
        for part in ["<link", "@import", "url(", " src=", " style=", "javascript:", "\u{1B}", "HTML(source"] {
            #expect(!page.contains(part), "\(part)")
        }
        #expect(page.contains("Required, and not met: 1 image has no linux/arm64, 1 image could not be read."))
        #expect(page.split(separator: "<tr data-state=").count == 4)
        #expect(page.contains("reg:5000/old:2 has it"))
        #expect(page.contains("no nodes"))
    }

    @Test func endingsTellTheForm() throws {
        #expect(try AuditFormat(path: "a/b.HTML") == .html)
        #expect(try AuditFormat(path: "b.x.csv") == .csv)
        for path in ["a", "html", "a.pdf"] { #expect(throws: Failure.self) { try AuditFormat(path: path) } }
    }
}
