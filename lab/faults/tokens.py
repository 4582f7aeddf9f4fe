#!/usr/bin/env python3
"""A token server for a registry of the lab: gives whoever knows the password what is asked for, and strangers nothing.

usage: tokens.py --port-file FILE --key FILE --certificate FILE --login USER:PASSWORD [--log FILE]
       [--seconds N [--lies]]

A token is good for 300 seconds, or for as many as are said; with --lies it is said to be good for 300 all the same.

Source: the distribution project's "Token Authentication Specification" and "Token Authentication Implementation".
"""
import argparse
import base64
import json
import os
import subprocess
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


# docker-registry takes a token for so long after its end.
LEEWAY = 60


def token(options, service, scopes):
    with open(options.certificate) as file:
        chain = ["".join(line.strip() for line in file if "-----" not in line)]
    now = int(time.time())
    access = []
    for scope in scopes:
        kind, rest = scope.split(":", 1)
        name, actions = rest.rsplit(":", 1)
        access.append({"type": kind, "name": name, "actions": actions.split(",")})
    claims = {
        "iss": "lab", "sub": "user", "aud": service, "exp": now + options.seconds - LEEWAY,
        "nbf": now - LEEWAY - 10, "iat": now, "jti": str(uuid.uuid4()), "access": access,
    }
    parts = [{"typ": "JWT", "alg": "RS256", "x5c": chain}, claims]
    text = b".".join(encoded(json.dumps(part).encode()) for part in parts)
    signed = subprocess.run(
        ["openssl", "dgst", "-sha256", "-sign", options.key], input=text, capture_output=True, check=True)
    return (text + b"." + encoded(signed.stdout)).decode()


def handler(options):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            query = parse_qs(urlsplit(self.path).query)
            login = base64.b64encode(options.login.encode()).decode()
            if self.headers.get("Authorization") != "Basic " + login:
                return self.answer(401, {"details": "incorrect username or password"})
            scopes = query.get("scope", [])
            if options.log:
                with open(options.log, "a") as file:
                    file.write(json.dumps(scopes) + "\n")
            text = token(options, query.get("service", [""])[0], scopes)
            self.answer(200, {"token": text, "expires_in": 300 if options.lies else options.seconds})

        def answer(self, status, value):
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler


def main():
    parser = argparse.ArgumentParser()
    for name in ("port-file", "key", "certificate", "login"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--log")
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--lies", action="store_true")
    options = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(options))
    # Renamed, so that whoever waits for the file never reads half of it.
    with open(options.port_file + ".part", "w") as file:
        file.write(str(server.server_port))
    os.rename(options.port_file + ".part", options.port_file)
    server.serve_forever()


main()
