/// What a folder and a cluster tell about a project, each with where it comes from.
package struct ProjectFacts: Sendable {
    /// The folder's own name.
    package var folder: String
    /// Dockerfiles, relative to the folder, the likeliest first.
    package var dockerfiles: [String] = []
    /// Files and folders with Kubernetes objects, relative to the folder.
    package var manifests: [String] = []
    /// Images that containers of those objects run, with the file that names them.
    package var images: [Image] = []
    /// Helm charts and kustomizations, which have to be rendered first.
    package var templates: [String] = []
    /// The name of the git remote's repository.
    package var remote: String?
    package var cluster: Cluster?
    /// Why no cluster was asked; nil when one was.
    package var clusterProblem: String?

    package struct Image: Sendable, Equatable {
        package var reference: String
        package var file: String

        package init(reference: String, file: String) {
            self.reference = reference
            self.file = file
        }
    }

    /// A cluster that answered.
    package struct Cluster: Sendable {
        /// The kubeconfig's context, or its file.
        package var name: String
        /// Ready nodes by architecture.
        package var nodes: [String: Int]

        package init(name: String, nodes: [String: Int]) {
            self.name = name
            self.nodes = nodes
        }
    }

    package init(folder: String) { self.folder = folder }
}
