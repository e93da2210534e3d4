"""Amazon Q Developer in chat applications, which moto lacks: it stores channel configurations and gives them back.

As strict as AWS where that is known: the name of a configuration is taken once in an account, the role has to exist and to trust
the service, guardrails have to exist, and without any they are AdministratorAccess. A workspace is authorized by an administrator
in the console: here every one is.
https://docs.aws.amazon.com/chatbot/latest/APIReference/API_Operations.html
"""

import json
import re

CONFIGURATIONS = {}
MUTABLE = {
    "ChannelName",
    "GuardrailPolicyArns",
    "IamRoleArn",
    "LoggingLevel",
    "SnsTopicArns",
    "UserAuthorizationRequired",
}
KINDS = {
    "slack": {"path": "slack-channel", "mutable": MUTABLE | {"SlackChannelId", "SlackChannelName"}},
    "ms-teams": {"path": "microsoft-teams-channel", "mutable": MUTABLE | {"ChannelId"}},
}


def install():
    """Answers what is signed for chatbot."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication

    call = DomainDispatcherApplication.__call__

    def answering_call(self, environ, start_response):
        if environ["PATH_INFO"] == "/moto-api/reset":
            CONFIGURATIONS.clear()
        if not re.search(r"Credential=[^/]+/\d+/[^/]+/chatbot/", environ.get("HTTP_AUTHORIZATION", "")):
            return call(self, environ, start_response)
        body = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)) or b"{}")
        try:
            status, content = _answer(environ["PATH_INFO"], body)
        except Refused as refused:
            status, content = refused.status, {"__type": refused.code, "message": str(refused)}
        text = b"" if content is None else json.dumps(content).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(text)))]
        if status.startswith("4"):
            headers.append(("x-amzn-ErrorType", content["__type"]))
        start_response(status, headers)
        return [text]

    DomainDispatcherApplication.__call__ = answering_call


class Refused(Exception):
    def __init__(self, code, message, status="400 Bad Request"):
        super().__init__(message)
        self.code, self.status = code, status


def _answer(path, body):
    if path in ("/tag-resource", "/untag-resource"):
        return _retag(body["ResourceARN"], body.get("Tags", []), body.get("TagKeys", []))
    verb, kind, _ = re.fullmatch(r"/(create|update|delete|describe|list)-(slack|ms-teams)-channel-configuration(s?)", path).groups()
    of_kind = KINDS[kind]
    if verb in ("describe", "list"):
        arn, team = body.get("ChatConfigurationArn"), body.get("TeamId")
        found = [
            one
            for name, one in CONFIGURATIONS.items()
            if f"/{of_kind['path']}/" in name and arn in (None, name) and team in (None, one.get("TeamId"))
        ]
        return "200 OK", {("SlackChannelConfigurations" if kind == "slack" else "TeamChannelConfigurations"): found}
    if verb == "create":
        return "201 Created", {"ChannelConfiguration": _create(of_kind["path"], body)}
    arn = body["ChatConfigurationArn"]
    if arn not in CONFIGURATIONS:
        raise Refused("ResourceNotFoundException", f"there is no {arn}", "404 Not Found")
    if verb == "delete":
        del CONFIGURATIONS[arn]
        return "204 No Content", None
    CONFIGURATIONS[arn].update({key: value for key, value in body.items() if key in of_kind["mutable"]})
    _check(CONFIGURATIONS[arn])
    _subscribe(CONFIGURATIONS[arn])
    return "200 OK", {"ChannelConfiguration": CONFIGURATIONS[arn]}


def _retag(arn, added, removed):
    """https://docs.aws.amazon.com/chatbot/latest/APIReference/API_TagResource.html"""
    if arn not in CONFIGURATIONS:
        raise Refused("ResourceNotFoundException", f"there is no {arn}", "404 Not Found")
    tags = {tag["TagKey"]: tag for tag in [*CONFIGURATIONS[arn]["Tags"], *added]}
    CONFIGURATIONS[arn]["Tags"] = [tag for key, tag in tags.items() if key not in removed]
    return "200 OK", {}


def _create(path, body):
    account = body["IamRoleArn"].split(":")[4]
    arn = f"arn:aws:chatbot::{account}:chat-configuration/{path}/{body['ConfigurationName']}"
    if arn in CONFIGURATIONS:
        raise Refused("ConflictException", f"{arn} exists", "409 Conflict")
    configuration = {
        "GuardrailPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
        "LoggingLevel": "NONE",
        "SnsTopicArns": [],
        "Tags": [],
        "UserAuthorizationRequired": False,
        **({"SlackTeamName": "workspace", "SlackChannelName": "channel"} if "SlackTeamId" in body else {}),
        **body,
        "ChatConfigurationArn": arn,
        "State": "ENABLED",
    }
    _check(configuration)
    CONFIGURATIONS[arn] = configuration
    _subscribe(configuration)
    return configuration


def _subscribe(configuration):
    """The service subscribes itself to the topics: https://docs.aws.amazon.com/chatbot/latest/adminguide/using-service-linked-roles.html"""
    from moto.sns.models import sns_backends

    for topic in configuration["SnsTopicArns"]:
        backend = sns_backends[topic.split(":")[4]][topic.split(":")[3]]
        subscription = backend.subscribe(topic, "https://global.sns-api.chatbot.amazonaws.com", "https")
        # Nothing leaves the emulator.
        subscription.publish = lambda *_, **__: None


def _check(configuration):
    from moto.iam.models import iam_backends
    from moto.sns.models import sns_backends

    role_arn = configuration["IamRoleArn"]
    account = role_arn.split(":")[4]
    backend = iam_backends[account]["aws"]
    role = next((role for role in backend.roles.values() if role.arn == role_arn), None)
    if role is None or "chatbot.amazonaws.com" not in json.dumps(role.assume_role_policy_document):
        raise Refused("InvalidRequestException", f"the service may not assume {role_arn}")
    for policy in configuration["GuardrailPolicyArns"]:
        if policy not in backend.managed_policies:
            raise Refused("InvalidRequestException", f"there is no policy {policy}")
    for topic in configuration["SnsTopicArns"]:
        if topic not in sns_backends[topic.split(":")[4]][topic.split(":")[3]].topics:
            raise Refused("InvalidRequestException", f"there is no topic {topic}")
