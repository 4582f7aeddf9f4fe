# shellcheck shell=bash
# The cluster's certificates, tokens and kubeconfigs, made once. One authority, one serving certificate, one client
# certificate (API server to kubelets), one key pair that signs service account tokens; everybody else has a token.

pki_up() {
  local pki=$MIXARCH_LAB_HOME/pki
  [ ! -d "$pki" ] || return 0
  say "making certificates"
  rm -rf "$pki.new"
  mkdir -p "$pki.new"
  (
    umask 077
    cd "$pki.new"
    exec 2>"$MIXARCH_LAB_HOME/log/pki.log"
    openssl ecparam -name prime256v1 -genkey -noout -out ca.key
    openssl req -x509 -new -key ca.key -days 3650 -subj /CN=mixarch-lab -out ca.crt
    pki_certificate apiserver /CN=kube-apiserver \
      "subjectAltName=IP:127.0.0.1,IP:$LAB_ADDRESS,IP:10.79.0.1,DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc
extendedKeyUsage=serverAuth"
    pki_certificate kubelet-client /O=system:masters/CN=kube-apiserver-kubelet-client "extendedKeyUsage=clientAuth"
    openssl ecparam -name prime256v1 -genkey -noout -out sa.key
    openssl ec -in sa.key -pubout -out sa.pub
    pki_kubeconfig admin lab-admin system:masters
    pki_kubeconfig load-balancer lab-load-balancer system:masters
    pki_kubeconfig controller-manager system:kube-controller-manager system:kube-controller-manager
    pki_kubeconfig scheduler system:kube-scheduler system:kube-scheduler
    pki_kubeconfig kubelet-amd64 system:node:node-amd64 system:nodes
    pki_kubeconfig kubelet-arm64 system:node:node-arm64 system:nodes
    pki_kubeconfig kube-proxy system:kube-proxy system:node-proxier
  ) || fail_with_log pki "failed"
  mv "$pki.new" "$pki"
}

pki_certificate() { # NAME SUBJECT EXTENSIONS
  openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
  openssl req -new -key "$1.key" -subj "$2" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -extfile <(echo "$3") -out "$1.crt"
  rm "$1.csr"
}

pki_kubeconfig() { # NAME USER GROUP; self-contained, so that it can be copied elsewhere
  local token
  token=$(openssl rand -hex 16)
  echo "$token,$2,$2,\"$3\"" >>tokens.csv
  cat >"$1.kubeconfig" <<CONF
apiVersion: v1
kind: Config
clusters: [{name: mixarch-lab, cluster: {server: "$LAB_API", certificate-authority-data: $(base64 -w0 ca.crt)}}]
users: [{name: $1, user: {token: "$token"}}]
contexts: [{name: mixarch-lab, context: {cluster: mixarch-lab, user: $1}}]
current-context: mixarch-lab
CONF
}
