"""Patches to moto, the AWS emulator, without which the Terraform AWS provider cannot work with it.

Python imports a module of this name at start-up, so moto_server is patched by having this folder on PYTHONPATH, whichever
interpreter it belongs to. Any other Python process that inherits the variable is left alone.

Each patch puts back documented API behaviour that moto lacks, or makes moto judge less. EMULATOR_PATCHES_OFF=name,name
leaves some out. Written against moto 5.2.
"""

import json
import os
import re
import sys
import threading
import traceback
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from accessanalyzer import access_analyzer

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


# Stand-ins answer before what follows wraps them, so that their requests are recorded as well.
patch(access_analyzer)


@patch
def chat_channels():
    """See chatbot.py. Before recorded_requests, which records what is answered by patches that stand before it."""
    import chatbot

    chatbot.install()


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
    """GET /moto-api/recorded-requests?agent=…&skipped=… tells what was asked by whom, and what AWS would find wrong with it."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication
    import request_judge

    call = DomainDispatcherApplication.__call__

    def recording_call(self, environ, start_response):
        if environ["PATH_INFO"] != "/moto-api/recorded-requests":
            request_judge.record(environ)
            return call(self, environ, start_response)
        query = dict(parse_qsl(environ["QUERY_STRING"]))
        verdict = request_judge.verdict(query.get("agent", ""), int(query.get("skipped", 0)))
        content = json.dumps(verdict, default=str).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(content)))])
        return [content]

    DomainDispatcherApplication.__call__ = recording_call


@patch
def trail_deleted_by_arn():
    """The provider names trails by ARN. moto's DeleteTrail then succeeds without deleting anything."""
    from moto.cloudtrail.models import CloudTrailBackend

    def delete_trail(self, name):
        del self.trails[self.get_trail(name).trail_name]

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
def no_policies_of_log_groups():
    """What is set for all log groups of an account can be asked for. moto has no such call, and so no such policies."""
    from moto.logs.responses import LogsResponse

    LogsResponse.describe_account_policies = lambda self: '{"accountPolicies": []}'


@patch
def empty_exclusion():
    """The provider sends an exclusion without anything in it when it changes a recorder that excludes nothing. moto takes it
    only with an empty list in it. AWS's answer is not known: that the provider of that version is in use speaks for it."""
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


@patch
def recording_mode_kept():
    """DescribeConfigurationRecorders tells the recordingMode that was put; CONTINUOUS where none was. moto forgets it, so
    that no plan ever sees a difference. It refuses a second override, and one that records once a day what it cannot. A put without
    an override takes it away: AWS may return the types with the frequency of all others instead (boto/boto3#4057).
    https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationRecorder.html, API_RecordingModeOverride.html"""
    from moto.config.models import ConfigBackend
    from moto.core.exceptions import JsonRESTError

    put_configuration_recorder = ConfigBackend.put_configuration_recorder
    never_daily = {
        "AWS::Config::ResourceCompliance",
        "AWS::Config::ConformancePackCompliance",
        "AWS::Config::ConfigurationRecorder",
    }

    def put_recorder(self, config_recorder):
        overrides = (config_recorder.get("recordingMode") or {}).get("recordingModeOverrides") or []
        if len(overrides) > 1:
            text = "recordingModeOverrides: Member must have length less than or equal to 1"
            raise JsonRESTError("ValidationException", text)
        for override in overrides:
            late = never_daily.intersection(override["resourceTypes"])
            if override["recordingFrequency"] == "DAILY" and late:
                raise JsonRESTError("ValidationException", f"{', '.join(sorted(late))}: no daily recording")
        put_configuration_recorder(self, config_recorder)
        mode = {"recordingFrequency": "CONTINUOUS", **(config_recorder.get("recordingMode") or {})}
        self.recorders[config_recorder["name"]].recording_mode = mode

    ConfigBackend.put_configuration_recorder = put_recorder


@patch
def alarms_read_while_written():
    """moto goes through its alarms while other threads add some: "dictionary changed size during iteration"."""
    from moto.cloudwatch.models import CloudWatchBackend

    CloudWatchBackend.describe_alarms = lambda self: list(self.alarms.values())


@patch
def tags_go_with_alarm():
    """DeleteAlarms deletes the tags as well. moto keeps them for the next alarm of the same name."""
    from moto.cloudwatch.models import CloudWatchBackend

    delete_alarms = CloudWatchBackend.delete_alarms

    def delete_tagged_alarms(self, alarm_names):
        for name in alarm_names:
            if name in self.alarms:
                self.tagger.delete_all_tags_for_resource(self.alarms[name].alarm_arn)
        delete_alarms(self, alarm_names)

    CloudWatchBackend.delete_alarms = delete_tagged_alarms


@patch
def service_linked_role_taken():
    """CreateServiceLinkedRole refuses a role that exists with InvalidInput, where moto says EntityAlreadyExists as for any
    other role, and does not know how that of AWS Config is written. hashicorp/terraform-provider-aws#29318 has the answer
    for AWSServiceRoleForConfig."""
    from moto.iam.exceptions import EntityAlreadyExists, InvalidInput
    from moto.iam.models import SERVICE_NAME_CONVERSION, IAMBackend

    SERVICE_NAME_CONVERSION["config"] = "Config"

    create_service_linked_role = IAMBackend.create_service_linked_role

    def create_role(self, service_name, description, suffix):
        try:
            return create_service_linked_role(self, service_name, description, suffix)
        except EntityAlreadyExists as error:
            name = error.message.split(" ")[3]
            raise InvalidInput(
                f"Service role name {name} has been taken in this account, please try a different suffix."
            ) from error

    IAMBackend.create_service_linked_role = create_role


@patch
def transitions_refused():
    """PutBucketLifecycleConfiguration refuses a class that is named twice, STANDARD_IA and ONEZONE_IA before 30 days, a way
    that S3 does not know, a move that comes before the file's minimum stay in its class, and one that is not before the
    expiration. moto takes them all.
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html; the texts, and
    the stay of 90 days, are answers of S3 that users of Terraform and CDK have published."""
    from moto.s3.exceptions import InvalidArgumentError, S3ClientError
    from moto.s3.models import FakeBucket

    order = ["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"]
    stay = {"STANDARD_IA": 30, "ONEZONE_IA": 30, "GLACIER_IR": 90, "GLACIER": 90}
    set_lifecycle = FakeBucket.set_lifecycle

    def listed(value):
        return value if isinstance(value, list) else [value] if value else []

    def refuse(message, days):
        raise InvalidArgumentError(message, "Days", str(days))

    def check(rule):
        moves = [(move["StorageClass"], int(move["Days"])) for move in listed(rule.get("Transition")) if "Days" in move]
        if len({name for name, _ in moves}) < len(moves):
            text = "'StorageClass' must be different for 'Transition' actions in same 'Rule' with filter '()'"
            raise S3ClientError("InvalidRequest", text)
        for name, days in moves:
            if name in ("STANDARD_IA", "ONEZONE_IA") and days < 30:
                text = f"'Days' in Transition action must be greater than or equal to 30 for storageClass '{name}'"
                refuse(text, days)
        moves.sort(key=lambda move: order.index(move[0]))
        for at, (cold, later) in enumerate(moves):
            for warm, earlier in moves[:at]:
                action = f"'Days' in the 'Transition' action for StorageClass '{cold}' for filter '()'"
                other = f"in the 'Transition' action for StorageClass '{warm}'"
                if later <= earlier or (warm, cold) == ("ONEZONE_IA", "GLACIER_IR"):
                    refuse(f"{action} must be greater than 'Days' {other} for filter '()'", later)
                if later < earlier + stay.get(warm, 0):
                    refuse(f"{action} must be {stay[warm]} days more than 'filter '()'' {other}", later)
        expiration = (rule.get("Expiration") or {}).get("Days")
        if expiration and any(days >= int(expiration) for _, days in moves):
            text = "'Days' in the Expiration action for filter '()' must be greater than 'Days' in the Transition action"
            refuse(text, expiration)

    def set_checked_lifecycle(self, rules):
        for rule in rules:
            check(rule)
        set_lifecycle(self, rules)

    FakeBucket.set_lifecycle = set_checked_lifecycle


@patch
def no_empty_list_in_policy():
    """The grammar of policies has no empty list of actions, resources or condition values. moto looks at policies of users
    and roles only. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html; how S3, KMS and SNS
    word the refusal is not known."""
    from moto.kms.models import KmsBackend
    from moto.s3.exceptions import S3ClientError
    from moto.s3.models import S3Backend
    from moto.sns.exceptions import SNSInvalidParameter
    from moto.sns.models import Topic
    from moto.core.exceptions import JsonRESTError

    def has_empty_list(value):
        if isinstance(value, dict):
            return any(has_empty_list(inner) for inner in value.values())
        return isinstance(value, list) and (not value or any(has_empty_list(inner) for inner in value))

    def judged(function, position, refuse):
        def judge(self, *args, **kwargs):
            policy = kwargs.get("policy", args[position] if len(args) > position else None)
            if policy and has_empty_list(json.loads(policy)):
                refuse()
            return function(self, *args, **kwargs)

        return judge

    def refuse_as_s3():
        raise S3ClientError("MalformedPolicy", "Policy has an empty list")

    def refuse_as_kms():
        raise JsonRESTError("MalformedPolicyDocumentException", "The policy has an empty list")

    def refuse_as_sns():
        raise SNSInvalidParameter("Invalid parameter: Policy Error: an empty list")

    S3Backend.put_bucket_policy = judged(S3Backend.put_bucket_policy, 1, refuse_as_s3)
    KmsBackend.create_key = judged(KmsBackend.create_key, 0, refuse_as_kms)
    KmsBackend.put_key_policy = judged(KmsBackend.put_key_policy, 1, refuse_as_kms)
    Topic.policy = Topic.policy.setter(judged(Topic.policy.fset, 0, refuse_as_sns))


@patch
def password_of_endpoint_masked():
    """SNS answers an https endpoint with a password as https://user:****@host, whatever was subscribed: a plan replaces such
    a subscription for ever. hashicorp/terraform#11108."""
    from moto.sns.models import SNSBackend

    subscribe = SNSBackend.subscribe

    def subscribe_masked(self, topic_arn, endpoint, protocol):
        subscription = subscribe(self, topic_arn, endpoint, protocol)
        masked = re.sub(r"^(https?://[^/@:]*):[^/@]*@", r"\1:****@", endpoint)
        subscription.endpoint = subscription.attributes["Endpoint"] = masked
        return subscription

    SNSBackend.subscribe = subscribe_masked


@patch
def foreign_subscriber_pending():
    """The owner of a queue or function of another account has to confirm its subscription. moto takes it for confirmed.
    https://docs.aws.amazon.com/sns/latest/dg/sns-send-message-to-sqs-cross-account.html"""
    from moto.sns.models import SNSBackend

    subscribe = SNSBackend.subscribe

    def subscribe_foreign(self, topic_arn, endpoint, protocol):
        subscription = subscribe(self, topic_arn, endpoint, protocol)
        if protocol in ("sqs", "lambda") and endpoint.split(":")[4] != self.account_id:
            subscription.attributes["PendingConfirmation"] = True
            subscription.attributes["ConfirmationWasAuthenticated"] = False
        return subscription

    SNSBackend.subscribe = subscribe_foreign


# Every account that creates a trail of an organization is a delegated administrator of o-a1b2c3d4e5, whose management account this is.
MANAGEMENT_ACCOUNT = "999988887777"


@patch
def trail_needs_bucket_policy():
    """CreateTrail and UpdateTrail refuse a bucket whose policy does not let CloudTrail look at its ACL and deliver on behalf
    of the trail. moto only asks for the bucket. The management account owns a trail of the organization, and it alone can convert one.
    https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html
    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html"""
    from fnmatch import fnmatchcase
    from moto.cloudtrail.models import Trail
    from moto.core.exceptions import JsonRESTError
    from moto.s3.models import s3_backends

    def listed(value):
        return value if isinstance(value, list) else [value]

    def owned_arn(self):
        owner = MANAGEMENT_ACCOUNT if self.is_org_trail else self.account_id
        return f"arn:{self.partition}:cloudtrail:{self.region_name}:{owner}:trail/{self.trail_name}"

    Trail.arn = property(owned_arn)

    def lets_in(statement, action, resource, trail_arn):
        principal = statement.get("Principal")
        services = ["cloudtrail.amazonaws.com"] if principal == "*" else listed((principal or {}).get("Service"))
        sources = [
            source
            for test in (statement.get("Condition") or {}).values()
            for key, values in test.items()
            if key.lower() == "aws:sourcearn"
            for source in listed(values)
        ]
        return (
            statement["Effect"] == "Allow"
            and "cloudtrail.amazonaws.com" in services
            and any(fnmatchcase(action.lower(), pattern.lower()) for pattern in listed(statement.get("Action", [])))
            and any(fnmatchcase(resource, pattern) for pattern in listed(statement.get("Resource", [])))
            and (not sources or any(fnmatchcase(trail_arn, pattern) for pattern in sources))
        )

    def check(trail):
        bucket = s3_backends[trail.account_id][trail.partition].get_bucket(trail.bucket_name)
        statements = listed(json.loads(bucket.policy)["Statement"]) if bucket.policy else []
        prefix = f"{trail.s3_key_prefix}/" if trail.s3_key_prefix else ""
        arn = f"arn:{trail.partition}:s3:::{trail.bucket_name}"
        folders = [MANAGEMENT_ACCOUNT, f"o-a1b2c3d4e5/{trail.account_id}"] if trail.is_org_trail else [trail.account_id]
        files = [("s3:PutObject", f"{arn}/{prefix}AWSLogs/{folder}/CloudTrail/file") for folder in folders]
        for action, resource in [("s3:GetBucketAcl", arn), *files]:
            if not any(lets_in(statement, action, resource, trail.arn) for statement in statements):
                text = f"Incorrect S3 bucket policy is detected for bucket: {trail.bucket_name}"
                raise JsonRESTError("InsufficientS3BucketPolicyException", text)

    check_bucket_exists = Trail.check_bucket_exists

    def check_bucket(self):
        check_bucket_exists(self)
        check(self)

    update = Trail.update

    def update_checked(self, **changes):
        before = dict(vars(self))
        update(self, **changes)
        if self.is_org_trail != before["is_org_trail"]:
            vars(self).update(before)
            raise JsonRESTError("NotOrganizationMasterAccountException", "Only the management account can convert a trail.")
        try:
            check(self)
        except JsonRESTError:
            vars(self).update(before)
            raise

    Trail.check_bucket_exists = check_bucket
    Trail.update = update_checked


@patch
def event_rules_publish():
    """See eventbridge.py."""
    import eventbridge

    eventbridge.install()


@patch
def functions_run():
    """See lambdas.py."""
    import lambdas

    lambdas.install()


@patch
def alarms_notify():
    """See alarms.py."""
    import alarms

    alarms.install()


@patch
def denied_website():
    """A Deny for everybody in the policy of a bucket denies GetBucketWebsite as well. moto asks the policy for objects only."""
    from moto.iam.access_control import PermissionResult
    from moto.s3.exceptions import S3AccessDeniedError
    from moto.s3.responses import S3Response

    get_bucket_website = S3Response.get_bucket_website

    def get_website(self):
        bucket = self.backend.get_bucket(self.bucket_name)
        if bucket.get_permission("s3:GetBucketWebsite", bucket.arn) == PermissionResult.DENIED:
            raise S3AccessDeniedError()
        return get_bucket_website(self)

    S3Response.get_bucket_website = get_website


@patch
def denied_list():
    """A Deny for everybody in the policy of a bucket denies ListObjectsV2 as well. moto asks the policy for objects only."""
    from moto.iam.access_control import PermissionResult
    from moto.s3.exceptions import S3AccessDeniedError
    from moto.s3.responses import S3Response

    list_objects_v2 = S3Response.list_objects_v2

    def list_objects(self):
        bucket = self.backend.get_bucket(self.bucket_name)
        if bucket.get_permission("s3:ListBucket", bucket.arn) == PermissionResult.DENIED:
            raise S3AccessDeniedError()
        return list_objects_v2(self)

    S3Response.list_objects_v2 = list_objects


def config_snapshots():
    """See config_snapshots.py. After what says how its channel delivers, in health.py."""
    import config_snapshots

    config_snapshots.install()


def apply_patches():
    import guardduty
    import health
    import queries
    import repaired

    PATCHES.extend(guardduty.STAND_INS)
    PATCHES.extend(health.STAND_INS)
    PATCHES.extend(repaired.STAND_INS)
    PATCHES.extend(queries.STAND_INS)
    PATCHES.append(config_snapshots)
    from securityhub import securityhub_beyond_the_hub

    patch(securityhub_beyond_the_hub)
    from stacksets import config_in_templates, service_managed_stack_sets

    patch(service_managed_stack_sets)
    patch(config_in_templates)
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
