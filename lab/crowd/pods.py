#!/usr/bin/env python3
"""Makes many pods that nobody schedules: pods.py NAMESPACE PODS REPOSITORY IMAGES

The namespace is made when it is missing. Pod number i uses the image REPOSITORY:1.(i mod IMAGES). Needs KUBECONFIG and
kubectl.
"""
import argparse
import base64
import http.client
import json
import ssl
import subprocess
import tempfile
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor


def settings():
    text = subprocess.run(
        ["kubectl", "config", "view", "--raw", "--minify", "--flatten", "-o", "json"], check=True, capture_output=True).stdout
    config = json.loads(text)
    return config["clusters"][0]["cluster"], config["users"][0]["user"]


def context(cluster, user):
    result = ssl.create_default_context(cadata=base64.b64decode(cluster["certificate-authority-data"]).decode())
    if "client-certificate-data" in user:
        with tempfile.NamedTemporaryFile() as file:
            file.write(base64.b64decode(user["client-certificate-data"]))
            file.write(base64.b64decode(user["client-key-data"]))
            file.flush()
            result.load_cert_chain(file.name)
    return result


def pod(number, options):
    return {
        "apiVersion": "v1", "kind": "Pod", "metadata": {"name": f"pod-{number}", "labels": {"crowd": "yes"}},
        "spec": {
            "schedulerName": "nobody", "terminationGracePeriodSeconds": 0,
            "containers": [{"name": "main", "image": f"{options.repository}:1.{number % options.images}"}],
        },
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("namespace")
    parser.add_argument("pods", type=int)
    parser.add_argument("repository")
    parser.add_argument("images", type=int)
    options = parser.parse_args()
    cluster, user = settings()
    server = urllib.parse.urlparse(cluster["server"])
    tls = context(cluster, user)
    headers = {"Content-Type": "application/json"}
    if "token" in user:
        headers["Authorization"] = "Bearer " + user["token"]
    workers = 16

    def post(connection, path, document):
        connection.request("POST", path, json.dumps(document), headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def connect():
        return http.client.HTTPSConnection(server.hostname, server.port, context=tls, timeout=60)

    post(connect(), "/api/v1/namespaces", {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": options.namespace}})

    def fill(worker):
        connection = connect()
        for number in range(worker, options.pods, workers):
            for _ in range(100):
                status, text = post(connection, f"/api/v1/namespaces/{options.namespace}/pods", pod(number, options))
                if status in (201, 409):
                    break
                # The namespace's service account comes a moment after the namespace.
                time.sleep(0.2)
            else:
                raise SystemExit(f"pod {number}: {status} {text[:300]}")

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(fill, range(workers)))


main()
