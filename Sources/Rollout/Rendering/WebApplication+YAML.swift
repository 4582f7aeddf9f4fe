import Platforms

extension WebApplication {
    /// Both objects as YAML.
    public var yaml: String { deployment + "---\n" + service }

    private var deployment: String {
        let name = Self.plain(name)
        return """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: \(name)
              labels:
                app: \(name)
            spec:
              selector:
                matchLabels:
                  app: \(name)
              replicas: \(replicas)
              template:
                metadata:
                  labels:
                    app: \(name)
                spec:
            \(placement)\
                  containers:
                    - name: \(name)
                      image: \(Self.plain(image))
                      ports:
                        - name: web
                          containerPort: \(port)
                          protocol: TCP

            """
    }

    private var placement: String {
        guard let first = architectures.first else { return "" }
        guard architectures.count > 1 else {
            return """
                      nodeSelector:
                        kubernetes.io/arch: \(first)

                """
        }
        return """
                  affinity:
                    nodeAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                        nodeSelectorTerms:
                          - matchExpressions:
                              - key: kubernetes.io/arch
                                operator: In
                                values: [\(architectures.map(\.name).joined(separator: ", "))]
                  topologySpreadConstraints:
                    - maxSkew: 1
                      topologyKey: kubernetes.io/arch
                      whenUnsatisfiable: DoNotSchedule
                      labelSelector:
                        matchLabels:
                          app: \(Self.plain(name))

            """
    }

    /// The null is what `kubectl create --dry-run` leaves behind; the workshop's text has it.
    private var service: String {
        let name = Self.plain(name)
        return """
            apiVersion: v1
            kind: Service
            metadata:
              annotations:
                service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing
              creationTimestamp: null
              labels:
                app: \(name)
              name: \(name)
            spec:
              ports:
              - name: web
                port: 80
                targetPort: \(port)
              selector:
                app: \(name)
              type: LoadBalancer
              loadBalancerClass: service.k8s.aws/nlb

            """
    }

    /// Names that YAML takes for something else.
    private static func plain(_ text: String) -> String {
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(text) ? "\"\(text)\"" : text
    }
}
