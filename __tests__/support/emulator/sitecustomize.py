"""Patches to moto, the AWS emulator, without which the Terraform AWS provider cannot work with it.

Python imports a module of this name at start-up, so moto_server is patched by having this folder on PYTHONPATH, whichever
interpreter it belongs to. Any other Python process that inherits the variable is left alone.

Each patch puts back documented API behaviour that moto lacks, or makes moto judge less. EMULATOR_PATCHES_OFF=name,name
leaves some out. Written against moto 5.2.
"""

import json
import os
import sys
import threading
import traceback
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

PATCHES = []


def patch(function):
    PATCHES.append(function)
    return function


@patch
def end_with_parent():
    """The harness holds the other end of standard input: when it is gone, however it ended, so is the emulator."""

    def wait_for_end_of_input():
        while os.read(0, 1024):
            pass
        os._exit(0)

    threading.Thread(target=wait_for_end_of_input, daemon=True).start()


@patch
def one_write_per_response():
    """werkzeug sends headers and body in two unbuffered writes; the provider sometimes loses the second, and a create whose
    answer is lost becomes "already exists" on the retry."""
    from werkzeug.serving import WSGIRequestHandler

    WSGIRequestHandler.wbufsize = -1


@patch
def readable_refusals():
    """moto answers a call it does not implement with a 500, which the provider retries for minutes. A 400 with the reason
    is final."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication

    code = "NotImplementedByEmulator"
    call = DomainDispatcherApplication.__call__

    def guarded_call(self, environ, start_response):
        try:
            return call(self, environ, start_response)
        except Exception as error:
            traceback.print_exc()
            operation = environ.get("HTTP_X_AMZ_TARGET") or f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
            message = f"{operation}: {type(error).__name__}: {error}"
            if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
                xml = "<ErrorResponse><Error><Code>{}</Code><Message>{}</Message></Error></ErrorResponse>"
            elif "/s3/aws4_request" in environ.get("HTTP_AUTHORIZATION", ""):
                xml = "<Error><Code>{}</Code><Message>{}</Message></Error>"
            else:
                xml = None
            body = xml.format(code, escape(message)) if xml else json.dumps({"__type": code, "message": message})
            content = body.encode()
            start_response(
                "400 Bad Request",
                [
                    ("Content-Type", "text/xml" if xml else "application/json"),
                    ("Content-Length", str(len(content))),
                    ("x-amzn-ErrorType", code),
                ],
            )
            return [content]

    DomainDispatcherApplication.__call__ = guarded_call


@patch
def recorded_requests():
    """GET /moto-api/recorded-requests?agent=… tells what was asked by whom, and what AWS would find wrong with it."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication
    import request_judge

    call = DomainDispatcherApplication.__call__

    def recording_call(self, environ, start_response):
        if environ["PATH_INFO"] != "/moto-api/recorded-requests":
            request_judge.record(environ)
            return call(self, environ, start_response)
        agent = dict(parse_qsl(environ["QUERY_STRING"])).get("agent", "")
        content = json.dumps(request_judge.verdict(agent), default=str).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(content)))])
        return [content]

    DomainDispatcherApplication.__call__ = recording_call


@patch
def trail_by_arn():
    """The provider names trails by ARN. moto's StartLogging and StopLogging look the ARN up as a name and fail, and its
    DeleteTrail succeeds without deleting anything."""
    from moto.cloudtrail.models import CloudTrailBackend

    def start_logging(self, name):
        self.get_trail(name).start_logging()

    def stop_logging(self, name):
        self.get_trail(name).stop_logging()

    def delete_trail(self, name):
        del self.trails[self.get_trail(name).trail_name]

    CloudTrailBackend.start_logging = start_logging
    CloudTrailBackend.stop_logging = stop_logging
    CloudTrailBackend.delete_trail = delete_trail


@patch
def describe_only_named_trails():
    """DescribeTrails must honour trailNameList: given two trails, the provider gives up on two answers for one ARN."""
    from moto.cloudtrail.responses import CloudTrailResponse

    describe_trails = CloudTrailResponse.describe_trails

    def describe_named_trails(self):
        trails = json.loads(describe_trails(self))["trailList"]
        names = self._get_param("trailNameList")
        if names:
            trails = [trail for trail in trails if trail["Name"] in names or trail["TrailARN"] in names]
        return json.dumps({"trailList": trails})

    CloudTrailResponse.describe_trails = describe_named_trails


@patch
def trail_selectors():
    """The provider reads selectors only when HasCustomEventSelectors or HasInsightSelectors is true, which moto never says,
    so drift stays unseen. Put calls replace what was there; moto appends, or keeps the other kind."""
    from moto.cloudtrail.models import Trail

    description = Trail.description

    def description_with_selectors(self, include_region=False):
        return {
            **description(self, include_region),
            "HasCustomEventSelectors": bool(self.event_selectors or self.advanced_event_selectors),
            "HasInsightSelectors": bool(self.insight_selectors),
        }

    def put_event_selectors(self, event_selectors, advanced_event_selectors):
        self.event_selectors = event_selectors or []
        self.advanced_event_selectors = advanced_event_selectors or []

    def put_insight_selectors(self, insight_selectors):
        self.insight_selectors = list(insight_selectors)

    Trail.description = description_with_selectors
    Trail.put_event_selectors = put_event_selectors
    Trail.put_insight_selectors = put_insight_selectors


@patch
def metric_filter_replaced():
    """PutMetricFilter with a known name replaces that filter. moto adds a second one and goes on reading the first."""
    from moto.logs.models import LogsBackend

    put_metric_filter = LogsBackend.put_metric_filter

    def replace_metric_filter(self, filter_name, filter_pattern, log_group_name, metric_transformations):
        self.delete_metric_filter(filter_name, log_group_name)
        put_metric_filter(self, filter_name, filter_pattern, log_group_name, metric_transformations)

    LogsBackend.put_metric_filter = replace_metric_filter


@patch
def log_group_gets_key():
    """A log group that has no key can be given one. moto has no such call."""
    from moto.logs.responses import LogsResponse

    def associate_kms_key(self):
        group = self.logs_backend.groups[self._get_param("logGroupName")]
        group.kms_key_id = self._get_param("kmsKeyId")
        return "{}"

    LogsResponse.associate_kms_key = associate_kms_key


@patch
def empty_exclusion():
    """The provider sends an exclusion without anything in it when it changes a recorder that excludes nothing. moto takes it
    only with an empty list in it."""
    from moto.config.models import ConfigBackend

    put_configuration_recorder = ConfigBackend.put_configuration_recorder

    def put_recorder(self, config_recorder):
        group = config_recorder.get("recordingGroup") or {}
        if group.get("exclusionByResourceTypes") == {}:
            del group["exclusionByResourceTypes"]
        return put_configuration_recorder(self, config_recorder)

    ConfigBackend.put_configuration_recorder = put_recorder


@patch
def conditional_deny():
    """moto takes every Deny of a bucket policy to be for everybody, always: denying insecure transport would shut everyone
    out. Only a Deny that really is for everybody, always, is kept."""
    from moto.iam.access_control import IAMPolicy, PermissionResult
    from moto.s3.models import FakeBucket

    def applies(statement):
        for_everybody = statement.get("Principal") in ("*", {"AWS": "*"}, {"AWS": ["*"]})
        return statement["Effect"] != "Deny" or (for_everybody and not statement.get("Condition"))

    def get_permission(self, action, resource):
        if self.policy is None:
            return PermissionResult.NEUTRAL
        policy = json.loads(self.policy.decode())
        statements = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
        kept = {**policy, "Statement": [statement for statement in statements if applies(statement)]}
        return IAMPolicy(json.dumps(kept)).is_action_permitted(action, resource)

    FakeBucket.get_permission = get_permission


def apply_patches():
    left_out = os.environ.get("EMULATOR_PATCHES_OFF", "").split(",")
    for function in PATCHES:
        if function.__name__ in left_out:
            continue
        try:
            function()
        except Exception:
            traceback.print_exc()
            print(
                f"The patch {function.__name__} does not fit this moto (EMULATOR_PATCHES_OFF={function.__name__} leaves it out).",
                file=sys.stderr,
                flush=True,
            )
            os._exit(1)


def is_moto_server():
    return any(os.path.basename(argument).startswith("moto_server") for argument in getattr(sys, "orig_argv", [])[:2])


if is_moto_server():
    apply_patches()
