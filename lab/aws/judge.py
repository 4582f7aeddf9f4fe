#!/usr/bin/env python3
"""judge.py WHAT: botocore's answers to the questions of tests, one JSON object a line in, one out.

  sign         a request's URL and Authorization header, or its presigned URL
  token        a token for an EKS cluster, made as the aws CLI makes it
  endpoint     a service's address in a region
  credentials  who a home and an environment say that the user is
  role-file    where the aws CLI keeps a role's credentials
  request      what a service's model says against a call's parameters
"""
import base64
import datetime
import json
import os
import sys
from unittest import mock
from urllib.parse import quote

import botocore.auth
import botocore.credentials
import botocore.exceptions
import botocore.session
import botocore.tokens
import botocore.validate
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials


def at(seconds):
    """The clock of signatures, stopped."""
    now = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).replace(tzinfo=None)
    if hasattr(botocore.auth, "get_current_datetime"):
        return mock.patch("botocore.auth.get_current_datetime", return_value=now)
    clock = mock.Mock(wraps=datetime.datetime)
    clock.utcnow.return_value = now
    return mock.patch("botocore.auth.datetime.datetime", clock)


def sign(question):
    path = "/" + "/".join(quote(segment, safe="-._~") for segment in question["path"])
    url = f"https://{question['host']}{path}"
    query = [tuple(field) for field in question["query"]]
    if query:
        url += "?" + "&".join(f"{quote(name, safe='-._~')}={quote(value, safe='-._~')}" for name, value in query)
    request = AWSRequest(method=question["method"], url=url, data=question["body"].encode())
    for name, value in question["headers"]:
        request.headers[name] = value
    credentials = Credentials(question["id"], question["secret"], question.get("token"))
    expires = question.get("expires")
    if expires is None:
        signer = botocore.auth.SigV4Auth(credentials, question["service"], question["region"])
    else:
        signer = botocore.auth.SigV4QueryAuth(credentials, question["service"], question["region"], expires)
    with at(question["time"]):
        signer.add_auth(request)
    return {"url": request.url, "authorization": request.headers.get("Authorization"),
            "date": request.headers.get("X-Amz-Date"), "token": request.headers.get("X-Amz-Security-Token")}


def token(question):
    session = botocore.session.Session()
    client = session.create_client(
        "sts", region_name=question["region"], aws_access_key_id=question["id"],
        aws_secret_access_key=question["secret"], aws_session_token=question.get("token"))

    def take(params, context, **_):
        context["cluster"] = params.pop("ClusterName")

    def give(request, **_):
        request.headers["x-k8s-aws-id"] = request.context["cluster"]

    client.meta.events.register("provide-client-params.sts.GetCallerIdentity", take)
    client.meta.events.register("before-sign.sts.GetCallerIdentity", give)
    with at(question["time"]):
        url = client.generate_presigned_url("get_caller_identity", Params={"ClusterName": question["cluster"]},
                                            ExpiresIn=60, HttpMethod="GET")
    return {"token": "k8s-aws-v1." + base64.urlsafe_b64encode(url.encode()).decode().rstrip("=")}


# One for all: it keeps what it has read of its own data.
SESSION = botocore.session.Session()


def endpoint(question):
    config = Config(use_fips_endpoint=question["fips"], use_dualstack_endpoint=question["dualstack"])
    try:
        client = SESSION.create_client(
            question["service"], region_name=question["region"], config=config, aws_access_key_id="a",
            aws_secret_access_key="b")
        found = {}

        def stop(request, **_):
            found["url"] = request.url.split("?")[0]
            found["region"] = request.context.get("signing", {}).get("region") or client.meta.region_name
            raise StopIteration

        client.meta.events.register("before-sign", stop)
        operation, parameters = question["call"]
        getattr(client, operation)(**parameters)
    except StopIteration:
        return found
    except botocore.exceptions.BotoCoreError as error:
        return {"error": str(error)}
    return {"error": "nothing was signed"}


def request(question):
    model = SESSION.get_service_model(question["service"]).operation_model(question["operation"])
    report = botocore.validate.ParamValidator().validate(question["parameters"], model.input_shape)
    return {"problems": report.generate_report()}


def role_file(question):
    # What the CLI gives its JSONFileCache as the key.
    fetcher = botocore.credentials.AssumeRoleCredentialFetcher(
        None, None, question["role"], extra_args=question["arguments"])
    return {"name": fetcher._cache_key + ".json"}


def credentials(question):
    os.environ.clear()
    os.environ.update(question["environment"])
    # These were read when botocore was loaded, for this process's own home.
    cache = os.path.expanduser("~/.aws/sso/cache")
    botocore.credentials.SSOProvider._SSO_TOKEN_CACHE_DIR = cache
    botocore.tokens.SSOTokenProvider._SSO_TOKEN_CACHE_DIR = cache
    profile = question.get("profile")
    try:
        session = botocore.session.Session(profile=profile) if profile else botocore.session.Session()
        found = session.get_credentials()
        if found is None:
            return {"method": None, "region": session.get_config_variable("region")}
        frozen = found.get_frozen_credentials()
        return {"method": found.method, "id": frozen.access_key, "secret": frozen.secret_key, "token": frozen.token,
                "region": session.get_config_variable("region")}
    except Exception as error:  # Whatever it is: the user gets no credentials.
        return {"error": f"{type(error).__name__}: {error}"}


def main():
    answer = {"sign": sign, "token": token, "endpoint": endpoint, "credentials": credentials,
              "role-file": role_file, "request": request}[sys.argv[1]]
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))))


if __name__ == "__main__":
    main()
