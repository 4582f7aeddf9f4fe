import Platforms
import PortingScan
import Reporting
import Rollout

/// What `mixarch.yaml` says about a project: the settings that `mixarch up` needs.
package struct ProjectSettings: Equatable {
    /// The folder that the file is in; paths in it are relative to it.
    package var folder: String
    /// The image's repository and tag, without a registry: `petstore:latest`.
    package var image: String
    /// The registry's host, and a path where it needs one; `MIXARCH_REGISTRY` goes before it.
    package var registry: String?
    /// What the image is built for.
    package var platforms: [Platform] = [.linuxAMD64, .linuxARM64]
    /// Files that the scan leaves out.
    package var excluded: [String] = []
    /// The findings that end it; nil for a verdict of blocked alone.
    package var failOn: FailureThreshold?
    /// The build context.
    package var context: String
    /// The Dockerfile, relative to the context.
    package var dockerfile = "Dockerfile"
    /// The stage that is the image; nil for the last one.
    package var target: String?
    /// Values of the Dockerfile's ARGs.
    package var buildArguments: [String: String] = [:]
    /// Whether cross-compilation is written into the Dockerfile first.
    package var fixes = false
    /// Whether the image's repository is made in ECR when it is missing.
    package var createsRepository = false
    /// Whether stages may be emulated.
    package var emulates = true
    /// Files and folders with Kubernetes manifests.
    package var manifests: [String] = []
    /// Where workloads are deployed at first; not empty.
    package var architectures: [Architecture] = [.arm64]
    /// The namespace; nil for the kubeconfig's.
    package var namespace: String?
    /// The path of the Service's address that must answer.
    package var path = "/"
    /// Where Deployments and StatefulSets are moved afterwards; nil for nowhere.
    package var shift: Shift?

    /// A move after the deployment.
    package struct Shift: Equatable {
        package var target: Architecture
        package var pace: ShiftPace
        /// Whether Deployments are left to their own rolling update; what watches steps is nil then.
        package var isRolling = false
        /// Nil for no calls.
        package var check: ShiftCheck?
        /// Nil for no questions.
        package var metrics: ShiftMetrics?
        package var consent = ShiftConsent()

        /// - Parameters:
        ///   - kind: the workload's kind: a StatefulSet's pods are moved one after the other anyhow.
        ///   - limits: how long things may take.
        func options(for kind: String, limits: WaitLimits) -> ShiftOptions {
            ShiftOptions(
                mode: isRolling && kind == "Deployment" ? .rolling : .steps(pace), check: check, metrics: metrics,
                consent: consent, limits: limits)
        }
    }
}

extension ProjectSettings {
    /// - Parameter environment: `MIXARCH_REGISTRY` goes before the file.
    /// - Returns: the image with its registry.
    /// - Throws: ``Failure`` with code `usage` when there is no registry.
    package func reference(environment: [String: String]) throws(Failure) -> String {
        // A variable that is set to nothing is none.
        let variable = environment["MIXARCH_REGISTRY"].flatMap { $0.isEmpty ? nil : $0 }
        guard let registry = variable ?? registry, !registry.isEmpty else {
            throw Failure(
                .usage, "no registry to push \(image) to",
                hint: "set MIXARCH_REGISTRY, or registry: in \(folder)/mixarch.yaml")
        }
        return "\(registry)/\(image)"
    }

    /// The image's repository name, which manifests use for it: `petstore` of `petstore:latest`.
    package var imageName: String { String(image.prefix { $0 != ":" }) }
}
