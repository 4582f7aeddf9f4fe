import AWSClient
import KubernetesClient
import RawJSON

/// Finds what the first arm64 node of a group would break, from facts alone.
package struct JoinCheck {
    private let contents: ClusterContents
    private let prospect: NodeProspect
    private let hooks: [AdmissionHook]

    /// - Parameters:
    ///   - contents: what runs in the cluster.
    ///   - prospect: a node as it will be.
    package init(_ contents: ClusterContents, _ prospect: NodeProspect) {
        self.contents = contents
        self.prospect = prospect
        hooks = AdmissionHook.all(in: contents)
    }

    /// What would come of it, the worst first.
    package var report: JoinReport {
        let rank = JoinFinding.Kind.allCases
        let found = contents.workloads.compactMap(finding) + contents.addons.compactMap(finding)
        let sorted = found.sorted { left, right in
            let (l, r) = (rank.firstIndex(of: left.kind) ?? 0, rank.firstIndex(of: right.kind) ?? 0)
            return (l, left.namespace ?? "", left.object) < (r, right.namespace ?? "", right.object)
        }
        return JoinReport(
            findings: sorted, workloads: contents.workloads.count, images: contents.images.count,
            addons: contents.addons.map(answer), gaps: contents.gaps,
            notes: contents.notes + contents.addons.compactMap(silence))
    }

    private func answer(_ addon: EKSAddon) -> JoinAddon {
        let known = contents.addonVersions[addon.name]?.first { $0.version == addon.version }
        return JoinAddon(name: addon.name, version: addon.version, architectures: known?.architectures ?? [])
    }

    /// An add-on that was asked for, and of whose version EKS says nothing: its pods are looked at, its own word is missing.
    private func silence(_ addon: EKSAddon) -> String? {
        guard contents.addonVersions[addon.name] != nil, answer(addon).architectures.isEmpty else { return nil }
        return "EKS does not say which architectures version \(addon.version) of the add-on \(addon.name) is for; "
            + "its pods are looked at like all others"
    }

    private func finding(_ object: KubernetesObject) -> JoinFinding? {
        guard let template = PodTemplate(of: object), prospect.isWanted(by: template) else { return nil }
        let obstacle = prospect.obstacle(to: template)
        let (missing, unreadable) = sort(template)
        func finding(_ kind: JoinFinding.Kind, _ images: [String], _ why: String, _ remedy: String?) -> JoinFinding {
            JoinFinding(
                kind: kind, object: object.shortName, namespace: object.namespace, images: images,
                why: why + Self.makerWords(object), remedy: remedy)
        }
        let isDaemon = object.kind == "DaemonSet"
        if let obstacle {
            if isDaemon, missing.isEmpty, unreadable.isEmpty {
                return finding(
                    .absent, [], "it does not tolerate \(obstacle), and so will not run on the new nodes",
                    TemplatePatch.tolerating(obstacle, object))
            }
            guard !missing.isEmpty else { return nil }
            return finding(
                .keptAway, missing.map(\.image),
                "\(words(missing)); the taint keeps it away: do this before the taint goes",
                TemplatePatch.keepingOnX86(object))
        }
        if !missing.isEmpty {
            let way = isDaemon ? "runs on every node" : "nothing keeps its pods from the new nodes"
            return finding(
                .crashes, missing.map(\.image), "\(words(missing)), and it \(way)" + hookWords(object, template),
                TemplatePatch.keepingOnX86(object))
        }
        guard !unreadable.isEmpty else { return nil }
        return finding(
            .unknown, unreadable.map(\.image),
            unreadable.map { "\($0.image) can't be read: \($0.why)" }.joined(separator: "; ")
                + hookWords(object, template), TemplatePatch.keepingOnX86(object))
    }

    private func sort(
        _ template: PodTemplate
    ) -> (missing: [(image: String, has: Set<String>)], unreadable: [(image: String, why: String)]) {
        var missing: [(image: String, has: Set<String>)] = []
        var unreadable: [(image: String, why: String)] = []
        let wanted = prospect.labels["kubernetes.io/arch"] ?? ""
        for image in template.images {
            switch contents.images[image] {
            case .architectures(let has) where has.contains(wanted): break
            case .architectures(let has): missing.append((image, has))
            case .unreadable(let why): unreadable.append((image, why))
            case nil: unreadable.append((image, "it was not looked at"))
            }
        }
        return (missing, unreadable)
    }

    private func words(_ missing: [(image: String, has: Set<String>)]) -> String {
        missing.map {
            "\($0.image) is for \($0.has.isEmpty ? "nothing" : $0.has.sorted().joined(separator: ", ")) only"
        }
        .joined(separator: ", ")
    }

    private static func makerWords(_ object: KubernetesObject) -> String {
        guard let maker = object.controller else { return "" }
        return "; \(maker["kind"]?.string ?? "") \(maker["name"]?.string ?? "") made it"
    }

    private func hookWords(_ object: KubernetesObject, _ template: PodTemplate) -> String {
        let own = hooks.filter { $0.isAnswered(by: object, template) }
        guard !own.isEmpty else { return "" }
        let names = Set(own.map(\.name)).sorted().joined(separator: ", ")
        let effect =
            own.contains { $0.failurePolicy == "Fail" }
            ? ": without an answer the cluster refuses what it asks about" : ""
        return "; it answers the admission webhook \(names)\(effect)"
    }

    private func finding(_ addon: EKSAddon) -> JoinFinding? {
        let current = answer(addon)
        guard !current.architectures.isEmpty, !current.architectures.contains("arm64") else { return nil }
        let newer = contents.addonVersions[addon.name]?.first { $0.architectures.contains("arm64") }
        return JoinFinding(
            kind: .crashes, object: "addon/\(addon.name)", namespace: nil, images: [],
            why: "its version \(addon.version) is for \(current.architectures.joined(separator: ", ")) only",
            remedy: newer.map {
                "aws eks update-addon --cluster-name \(contents.cluster) --addon-name \(addon.name) "
                    + "--addon-version \($0.version)"
            })
    }
}
