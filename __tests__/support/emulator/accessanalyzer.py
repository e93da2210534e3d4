"""A stand-in for IAM Access Analyzer, which moto lacks: analyzers and their tags. It analyses nothing and has no findings."""

import json
import re
from datetime import datetime, timezone
from urllib.parse import parse_qsl, unquote

# https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-quotas.html
QUOTAS = {
    "ACCOUNT": 1,
    "ACCOUNT_UNUSED_ACCESS": 1,
    "ACCOUNT_INTERNAL_ACCESS": 1,
    "ORGANIZATION": 5,
    "ORGANIZATION_UNUSED_ACCESS": 5,
    "ORGANIZATION_INTERNAL_ACCESS": 1,
}
# By place, which is the region and the account as in an ARN, and name.
ANALYZERS = {}


class Refusal(Exception):
    """How AWS refuses, by its service model; the texts are not known."""

    def __init__(self, status, code, message, **more):
        super().__init__(message)
        self.status = status
        self.code = code
        self.body = {"message": message, **more}


def create_analyzer(place, body):
    name, kind = body["analyzerName"], body["type"]
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]{0,254}", name):
        raise Refusal(400, "ValidationException", f"{name} is no analyzer name", reason="fieldValidationFailed")
    age = ((body.get("configuration") or {}).get("unusedAccess") or {}).get("unusedAccessAge")
    if age is not None and not 1 <= age <= 365:
        raise Refusal(400, "ValidationException", f"unusedAccessAge is {age}, not 1 to 365", reason="fieldValidationFailed")
    if (age is not None) != kind.endswith("UNUSED_ACCESS"):
        raise Refusal(400, "ValidationException", f"the configuration is not that of {kind}", reason="other")
    resource = {"resourceId": name, "resourceType": "Analyzer"}
    if (place, name) in ANALYZERS:
        raise Refusal(409, "ConflictException", f"The analyzer {name} already exists", **resource)
    if sum(there == place and each["type"] == kind for (there, _), each in ANALYZERS.items()) >= QUOTAS[kind]:
        raise Refusal(402, "ServiceQuotaExceededException", f"The quota of {kind} analyzers is reached", **resource)
    analyzer = {
        "arn": f"arn:aws:access-analyzer:{place}:analyzer/{name}",
        "name": name,
        "type": kind,
        "createdAt": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "status": "ACTIVE",
        "tags": body.get("tags") or {},
    }
    if body.get("configuration"):
        analyzer["configuration"] = body["configuration"]
    ANALYZERS[place, name] = analyzer
    return {"arn": analyzer["arn"]}


def known(place, name):
    if (place, name) not in ANALYZERS:
        raise Refusal(404, "ResourceNotFoundException", f"No analyzer {name}", resourceId=name, resourceType="Analyzer")
    return ANALYZERS[place, name]


def answer(place, method, path, query, body):
    """The answer to a request; None to one that this knows nothing of."""
    analyzer = re.fullmatch(r"/analyzer/([^/]+)", path)
    tags = re.fullmatch(r"/tags/(arn:.+/([^/]+))", path)
    if path == "/analyzer" and method == "PUT":
        return create_analyzer(place, body)
    if path == "/analyzer" and method == "GET":
        kind = dict(query).get("type")
        return {"analyzers": [a for (there, _), a in ANALYZERS.items() if there == place and kind in (None, a["type"])]}
    if analyzer and method == "GET":
        return {"analyzer": known(place, analyzer[1])}
    if analyzer and method == "DELETE":
        known(place, analyzer[1])
        del ANALYZERS[place, analyzer[1]]
        return {}
    if tags and method == "GET":
        return {"tags": known(place, tags[2])["tags"]}
    if tags and method == "POST":
        known(place, tags[2])["tags"].update(body["tags"])
        return {}
    if tags and method == "DELETE":
        for key in [value for name, value in query if name == "tagKeys"]:
            known(place, tags[2])["tags"].pop(key, None)
        return {}
    return None


def access_analyzer():
    """Analyzers: a second one of a type and zone of trust is refused, and so is one of a name that exists, as by AWS."""
    from moto.iam.models import get_account_id_from
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication

    call = DomainDispatcherApplication.__call__

    def answering_call(self, environ, start_response):
        signed_for = re.search(
            r"Credential=([^/]+)/\d+/([^/]+)/access-analyzer/", environ.get("HTTP_AUTHORIZATION", "")
        )
        if not signed_for:
            return call(self, environ, start_response)
        content = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        try:
            said = answer(
                f"{signed_for[2]}:{get_account_id_from(signed_for[1])}",
                environ["REQUEST_METHOD"],
                unquote(environ["PATH_INFO"]).rstrip("/"),
                parse_qsl(environ.get("QUERY_STRING", "")),
                json.loads(content or "{}"),
            )
            if said is None:
                raise NotImplementedError("no such operation of the stand-in")
            status, headers = "200 OK", []
        except Refusal as refusal:
            said, status, headers = refusal.body, f"{refusal.status} Refused", [("x-amzn-ErrorType", refusal.code)]
        text = json.dumps(said).encode()
        start_response(
            status, [("Content-Type", "application/json"), ("Content-Length", str(len(text))), *headers]
        )
        return [text]

    DomainDispatcherApplication.__call__ = answering_call
