#!/usr/bin/env python3
"""load-balancer.py KUBECONFIG NODE-ADDRESS…: what a cloud's load balancer controller does, for the lab.

Each Service of type LoadBalancer gets an address of its own from 10.77.0.200 to .250. A route in this network namespace
sends that address (and the Services' own network) to a node whose kube-proxy answers, and kube-proxy does the rest. The
desired state is computed anew twice a second from the list of Services, so that there is nothing to lose or repair."""
import base64
import http.client
import ipaddress
import json
import re
import ssl
import subprocess
import sys
import time
import urllib.parse

FIRST, LAST = ipaddress.IPv4Address("10.77.0.200"), ipaddress.IPv4Address("10.77.0.250")
POOL = [str(ipaddress.IPv4Address(number)) for number in range(int(FIRST), int(LAST) + 1)]
SERVICES = "10.79.0.0/24"
PERIOD = 0.5


class Api:
    """The API server, by the lab's own kubeconfig (whose form we know)."""

    def __init__(self, kubeconfig):
        with open(kubeconfig) as file:
            text = file.read()
        self.server = urllib.parse.urlsplit(re.search(r'server: "([^"]+)"', text)[1])
        self.token = re.search(r'token: "([^"]+)"', text)[1]
        authority = base64.b64decode(re.search(r"certificate-authority-data: ([^}\s]+)", text)[1]).decode()
        self.context = ssl.create_default_context(cadata=authority)
        self.connection = None

    def request(self, method, path, body=None):
        if self.connection is None:
            self.connection = http.client.HTTPSConnection(self.server.hostname, self.server.port, timeout=5,
                                                          context=self.context)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/merge-patch+json"}
        try:
            self.connection.request(method, path, body and json.dumps(body), headers)
            answer = self.connection.getresponse()
            data = answer.read()
        except Exception:
            self.connection.close()
            self.connection = None
            raise
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {data[:200]!r}")
        return json.loads(data)


def addresses(service):
    return [entry.get("ip", "") for entry in service.get("status", {}).get("loadBalancer", {}).get("ingress", [])]


def assign(services):
    """Who has which address: those that have one keep it, the others get the lowest free one (or the one they ask for)."""
    wanting = [s for s in services if s["spec"].get("type") == "LoadBalancer" and "deletionTimestamp" not in s["metadata"]]
    taken = {}
    for service in wanting:
        for address in addresses(service):
            if address in POOL and address not in taken:
                taken[address] = service
    holders = {id(service) for service in taken.values()}
    for service in wanting:
        if id(service) in holders:
            continue
        free = [address for address in POOL if address not in taken]
        asked = service["spec"].get("loadBalancerIP")
        if asked in free:
            taken[asked] = service
        elif free:
            taken[free[0]] = service
    return taken


def healthy(node):
    """kube-proxy's own health page."""
    connection = http.client.HTTPConnection(node, 10256, timeout=0.5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def choose(nodes, current):
    """The node that the traffic goes through: the one it goes through now, as long as that is healthy."""
    for node in ([current] if current else []) + nodes:
        if healthy(node):
            return node
    return current


def routes():
    """The routes that are ours: {address: node}."""
    listed = subprocess.run(["ip", "-4", "-json", "route", "show"], check=True, capture_output=True, text=True).stdout
    return {r["dst"]: r.get("gateway") for r in json.loads(listed) if r["dst"] in (*POOL, SERVICES)}


def set_status(api, service, ingress):
    metadata = service["metadata"]
    path = f"/api/v1/namespaces/{metadata['namespace']}/services/{metadata['name']}/status"
    api.request("PATCH", path, {"metadata": {"uid": metadata["uid"]}, "status": {"loadBalancer": {"ingress": ingress}}})
    print(f"{metadata['namespace']}/{metadata['name']}: {ingress or 'no address'}", flush=True)


def reconcile(api, nodes, through):
    through = choose(nodes, through)
    # resourceVersion=0: the API server answers from its memory.
    services = api.request("GET", "/api/v1/services?resourceVersion=0")["items"]
    taken = assign(services)
    existing = routes()
    for address in existing.keys() - taken.keys() - {SERVICES}:
        subprocess.run(["ip", "route", "del", address], check=False)
    for address in (*taken, SERVICES):
        if through and existing.get(address) != through:
            subprocess.run(["ip", "route", "replace", address, "via", through], check=True)
    # The address is announced once it is routed.
    owner = {id(service): address for address, service in taken.items()}
    for service in services:
        want = [owner[id(service)]] if id(service) in owner else []
        if addresses(service) != want and through:
            set_status(api, service, [{"ip": address} for address in want])
    return through


def main(kubeconfig, *nodes):
    api, through, trouble = Api(kubeconfig), None, None
    while True:
        try:
            through, trouble = reconcile(api, list(nodes), through), None
        except Exception as error:  # whatever it is, it is tried again; said once
            if str(error) != trouble:
                trouble = str(error)
                print(f"trying again: {trouble}", flush=True)
        time.sleep(PERIOD)


if __name__ == "__main__":
    main(*sys.argv[1:])
