#!/usr/bin/env python3
"""aws.py --port-file FILE [--log FILE]: what is beside a program on AWS's machines, and an STS that is not well; until it is
killed. The log has a line for each request: method, path, and what is asked for in it.

  /imds/…        a machine that knows itself (version 2: without its token, 401)
  /imds1/…       one that speaks version 1 alone
  /container     a container's endpoint, for who shows the token "lab-token"
  /sso/…         IAM Identity Center, for the bearer "good-token"; its token endpoint renews "good-refresh"
  /skew/         STS, for who has its clock right
  /throttle/N/   STS, after N refusals for too many calls
  /broken/N/     STS, after N internal errors
  /cut/N/        STS, after N answers that break off
  /denied/       nobody may
  /expired/      nobody but ASIAFRESH
  /iam/          a session of the role team/deployer, which may read, must not make node groups, and pass roles on unsaid
  /iam-silent/   the same one, who may not ask IAM, and gets no login from ECR
  /gallery/      ECR Public's login, for who asks where it is
  /api-server/   an API server that knows nobody; the bearer is in the log
"""
import argparse
import base64
import calendar
import collections
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

IDENTITY = """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::123456789012:user/lab</Arn><UserId>AIDALAB</UserId><Account>123456789012</Account>
</GetCallerIdentityResult><ResponseMetadata><RequestId>1-2-3</RequestId></ResponseMetadata></GetCallerIdentityResponse>"""
ERROR = """<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>
<RequestId>4-5-6</RequestId></ErrorResponse>"""
ROLE = "arn:aws:iam::123456789012:role/team/deployer"
SESSION = "arn:aws:sts::123456789012:assumed-role/deployer/me"
VERDICTS = {"eks:CreateNodegroup": "explicitDeny", "iam:PassRole": "implicitDeny", "ecr:PutImage": "implicitDeny"}
seen = collections.Counter()


def stamp(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))


def keys(name, seconds=3600):
    return {"AccessKeyId": name, "SecretAccessKey": "secret-of-" + name, "Token": "token-of-" + name,
            "Expiration": stamp(seconds), "Code": "Success"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body, **headers):
        data = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def refuse(self, status, code, message="no", **headers):
        self.answer(status, ERROR.format(code=code, message=message), **headers)

    def handle_one(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        path, _, query = self.path.partition("?")
        first, _, rest = path.strip("/").partition("/")
        if self.server.log:
            with open(self.server.log, "a", encoding="utf-8") as file:
                bearer = self.headers.get("Authorization", "") if first == "api-server" else ""
                print(self.command, path, (body or query)[:80] if first != "sso" else "", bearer, file=file)
        getattr(self, "at_" + first.replace("-", "_"), self.at_nothing)(rest, query, body)

    do_GET = do_POST = do_PUT = handle_one

    def at_nothing(self, *_):
        self.answer(404, "nothing")

    def at_imds(self, rest, *_, version=2):
        token = "imds-token"
        if rest == "latest/api/token":
            if version == 1:
                return self.answer(404, "")
            if self.command != "PUT" or not self.headers.get("X-aws-ec2-metadata-token-ttl-seconds"):
                return self.answer(400, "")
            return self.answer(200, token)
        if version == 2 and self.headers.get("X-aws-ec2-metadata-token") != token:
            return self.answer(401, "")
        known = {"latest/meta-data/iam/security-credentials/": "machine-role",
                 "latest/meta-data/iam/security-credentials/machine-role": keys("ASIAMACHINE"),
                 "latest/meta-data/placement/region": "eu-west-3"}
        found = known.get(rest + ("/" if rest.endswith("security-credentials") else ""))
        return self.answer(200, found) if found else self.answer(404, "")

    def at_imds1(self, *arguments):
        self.at_imds(*arguments, version=1)

    def at_container(self, *_):
        if self.headers.get("Authorization") != "lab-token":
            return self.answer(400, {"code": "InvalidAuthorization", "message": "the token is not right"})
        return self.answer(200, keys("ASIACONTAINER"))

    def at_sso(self, rest, query, body):
        if rest == "token":
            question = json.loads(body)
            if question.get("refreshToken") != "good-refresh" or question.get("grantType") != "refresh_token":
                return self.answer(400, {"error": "invalid_grant"})
            return self.answer(200, {"accessToken": "good-token", "expiresIn": 28800, "refreshToken": "next-refresh"})
        if self.headers.get("x-amz-sso_bearer_token") != "good-token":
            return self.answer(401, {"message": "Session token not found or invalid"},
                               x_amzn_ErrorType="UnauthorizedException")
        if sorted(query.split("&")) != ["account_id=123456789012", "role_name=lab"]:
            return self.answer(403, {"message": "No access"}, x_amzn_ErrorType="ForbiddenException")
        return self.answer(200, {"roleCredentials": {
            "accessKeyId": "ASIASSO", "secretAccessKey": "secret-of-ASIASSO", "sessionToken": "token-of-ASIASSO",
            "expiration": int((time.time() + 3600) * 1000)}})

    def at_skew(self, *_):
        date = self.headers.get("X-Amz-Date", "19700101T000000Z")
        if abs(calendar.timegm(time.strptime(date, "%Y%m%dT%H%M%SZ")) - time.time()) > 300:
            return self.refuse(403, "SignatureDoesNotMatch", "Signature expired: " + date)
        return self.answer(200, IDENTITY)

    def faulty(self, rest, fault):
        seen[self.path] += 1
        if seen[self.path] <= int(rest.split("/")[0] or 0):
            return fault()
        return self.answer(200, IDENTITY)

    def at_throttle(self, rest, *_):
        self.faulty(rest, lambda: self.refuse(400, "Throttling", "Rate exceeded"))

    def at_broken(self, rest, *_):
        self.faulty(rest, lambda: self.refuse(500, "InternalFailure"))

    def at_cut(self, rest, *_):
        def cut():
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<Get")
            self.close_connection = True
        self.faulty(rest, cut)

    def at_denied(self, *_):
        self.refuse(403, "AccessDenied", "You are not welcome")

    def at_api_server(self, *_):
        self.answer(401, {"kind": "Status", "code": 401, "reason": "Unauthorized", "message": "Unauthorized"})

    def at_expired(self, *_):
        if "Credential=ASIAFRESH/" in self.headers.get("Authorization", ""):
            return self.answer(200, IDENTITY)
        return self.refuse(403, "ExpiredToken", "The security token included in the request is expired")

    def at_iam(self, _, __, body, asks=True):
        form = dict(parse_qsl(body))
        action = form.get("Action", self.headers.get("X-Amz-Target", self.command + self.path))
        if action == "GetCallerIdentity":
            return self.answer(200, IDENTITY.replace("arn:aws:iam::123456789012:user/lab", SESSION))
        if action == "SimulatePrincipalPolicy" and asks:
            if form["PolicySourceArn"] != ROLE:
                return self.refuse(404, "NoSuchEntity", "no such role")
            # In pages of three.
            names = [value for name, value in form.items() if name.startswith("ActionNames.")]
            start = int(form.get("Marker", 0))
            rest = f"<Marker>{start + 3}</Marker>" if start + 3 < len(names) else ""
            members = "".join(
                f"<member><EvalActionName>{name}</EvalActionName><EvalDecision>{VERDICTS.get(name, 'allowed')}"
                "</EvalDecision></member>" for name in names[start:start + 3])
            return self.answer(200, "<R><SimulatePrincipalPolicyResult><EvaluationResults>" + members +
                               "</EvaluationResults>" + rest + "</SimulatePrincipalPolicyResult></R>")
        if action == "GetRole" and asks:
            return self.answer(200, f"<R><GetRoleResult><Role><Arn>{ROLE}</Arn></Role></GetRoleResult></R>")
        if action.startswith("GET/") and action.endswith("/clusters"):
            return self.answer(200, {"clusters": []})
        return self.refuse(403, "AccessDenied", "You are not welcome")

    def at_iam_silent(self, *arguments):
        self.at_iam(*arguments, asks=False)

    def at_gallery(self, *_):
        if "/us-east-1/ecr-public/aws4_request" not in self.headers.get("Authorization", ""):
            return self.refuse(403, "AccessDenied", "ECR Public is in us-east-1")
        login = base64.b64encode(b"AWS:gallery-password").decode()
        return self.answer(200, {"authorizationData": {"authorizationToken": login, "expiresAt": time.time() + 43200}})

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port-file", required=True)
    parser.add_argument("--log")
    arguments = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.log = arguments.log
    with open(arguments.port_file + ".part", "w", encoding="utf-8") as file:
        print(server.server_port, file=file)
    os.rename(arguments.port_file + ".part", arguments.port_file)
    server.serve_forever()


if __name__ == "__main__":
    main()
