# shellcheck shell=bash
# etcd, the API server, the controller manager and the scheduler, in the control plane's namespace.

apiserver_answers() { [ "$(curl -sS --max-time 2 --cacert "$MIXARCH_LAB_HOME/pki/ca.crt" "$LAB_API/readyz")" = ok ]; }
etcd_answers() { in_control curl -fsS --max-time 2 http://127.0.0.1:2379/health; }

control_plane_up() {
  local pki=$MIXARCH_LAB_HOME/pki bin=$MIXARCH_LAB_HOME/bin enter=(nsenter "--net=/run/netns/$CONTROL_NETNS" --)
  if ! alive etcd; then
    say "starting etcd"
    # The lab's state may be lost with the machine's power: no fsync, for speed.
    start etcd "${enter[@]}" "$MIXARCH_LAB_HOME/debian/etcd-server/usr/bin/etcd" --data-dir "$MIXARCH_LAB_HOME/data/etcd" \
      --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 \
      --listen-peer-urls http://127.0.0.1:2380 --unsafe-no-fsync --logger=zap --log-level=warn
  fi
  wait_until etcd 60 etcd_answers
  if ! alive apiserver; then
    say "starting the API server at $LAB_API"
    start apiserver "${enter[@]}" "$bin/kube-apiserver" --etcd-servers=http://127.0.0.1:2379 \
      --bind-address=0.0.0.0 --advertise-address="$LAB_ADDRESS" --secure-port=6443 \
      --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" --client-ca-file="$pki/ca.crt" \
      --token-auth-file="$pki/tokens.csv" --authorization-mode=Node,RBAC --allow-privileged=true \
      --service-account-key-file="$pki/sa.pub" --service-account-signing-key-file="$pki/sa.key" \
      --service-account-issuer=https://kubernetes.default.svc --service-cluster-ip-range="$LAB_SERVICE_NETWORK" \
      --kubelet-client-certificate="$pki/kubelet-client.crt" --kubelet-client-key="$pki/kubelet-client.key" \
      --kubelet-preferred-address-types=InternalIP
  fi
  wait_until apiserver 120 apiserver_answers
  if ! alive controller-manager; then
    # A stopped node is noticed after 20 s instead of 40.
    start controller-manager "${enter[@]}" "$bin/kube-controller-manager" --kubeconfig="$pki/controller-manager.kubeconfig" \
      --leader-elect=false --service-account-private-key-file="$pki/sa.key" --root-ca-file="$pki/ca.crt" \
      --use-service-account-credentials=true --node-monitor-period=2s --node-monitor-grace-period=20s \
      --kube-api-qps=100 --kube-api-burst=200
  fi
  if ! alive scheduler; then
    start scheduler "${enter[@]}" "$bin/kube-scheduler" --kubeconfig="$pki/scheduler.kubeconfig" --leader-elect=false
  fi
  if ! alive load-balancer; then
    start load-balancer "${enter[@]}" /usr/bin/python3 -u "$LAB_DIR/cluster/load-balancer.py" "$pki/load-balancer.kubeconfig" \
      "$(node_address amd64)" "$(node_address arm64)"
  fi
}
