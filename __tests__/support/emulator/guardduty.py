"""Stand-ins for GuardDuty, of which moto stores a detector and little else.

They put back what is documented, or what users of AWS have published, and refuse what AWS refuses.
"""

import json
from fnmatch import fnmatchcase
from urllib.parse import unquote

AGENTS = ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"]
# What a new detector has: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html, and answers of July 2026.
ENABLED = [
    "CLOUD_TRAIL",
    "DNS_LOGS",
    "FLOW_LOGS",
    "S3_DATA_EVENTS",
    "EKS_AUDIT_LOGS",
    "EBS_MALWARE_PROTECTION",
    "RDS_LOGIN_EVENTS",
    "LAMBDA_NETWORK_LOGS",
]
DISABLED = {"EKS_RUNTIME_MONITORING": AGENTS[:1], "RUNTIME_MONITORING": AGENTS, "AI_ANALYST": []}
# https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
OPT_IN = {
    *("af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6"),
    *("ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1"),
    "mx-central-1",
}
MISSING = {"ap-east-2": ["RDS_LOGIN_EVENTS"], "cn-north-1": ["RUNTIME_MONITORING"], "cn-northwest-1": ["RUNTIME_MONITORING"]}


def refuse(reason):
    from moto.guardduty.exceptions import GuardDutyException

    class Refused(GuardDutyException):
        code = 400

        def get_headers(self, *args, **kwargs):
            return [("X-Amzn-ErrorType", "BadRequestException")]

    raise Refused("InvalidInputException", f"The request is rejected because {reason}.")


def state(name, status, agents):
    return {"name": name, "status": status, "additionalConfiguration": [{"name": agent, "status": status} for agent in agents]}


def one_detector():
    """A region has one detector: CreateDetector refuses a second one. moto creates as many as are asked for. The text is AWS's, as
    users publish it."""
    from moto.guardduty.models import GuardDutyBackend

    create_detector = GuardDutyBackend.create_detector

    def create_first_detector(self, *args, **kwargs):
        if self.detectors:
            refuse("a detector already exists for the current account")
        return create_detector(self, *args, **kwargs)

    GuardDutyBackend.create_detector = create_first_detector


def features_merged():
    """A new detector has most protection plans enabled, and UpdateDetector changes only those that it names. moto starts without any,
    and replaces all by those that are named. GetDetector returns agents in an order of its own."""
    from moto.guardduty.models import Detector

    create, update = Detector.__init__, Detector.update

    def create_with_features(self, *args, **kwargs):
        create(self, *args, **kwargs)
        self.region = kwargs["region_name"]
        missing = MISSING.get(self.region, [])
        wanted = self.features
        self.features = [state(name, "ENABLED", []) for name in ENABLED if name not in missing]
        self.features += [state(name, "DISABLED", agents) for name, agents in DISABLED.items() if name not in missing]
        merge(self, wanted)

    def update_features(self, enable, finding_publishing_frequency, data_sources, features):
        update(self, enable, finding_publishing_frequency, data_sources, None)
        merge(self, features or [])

    def merge(self, features):
        known = {feature["name"]: feature for feature in self.features}
        for feature in features:
            if feature["name"] not in known or feature["name"] in ENABLED[:3]:
                refuse(f"the feature {feature['name']} cannot be set here")
        on = {**{name: feature["status"] for name, feature in known.items()}, **{f["name"]: f["status"] for f in features}}
        if on.get("RUNTIME_MONITORING") == on.get("EKS_RUNTIME_MONITORING") == "ENABLED":
            refuse("RUNTIME_MONITORING and EKS_RUNTIME_MONITORING cannot both be enabled")
        for feature in features:
            of_feature = known[feature["name"]]
            of_feature["status"] = feature["status"]
            agents = {agent["name"]: agent for agent in of_feature["additionalConfiguration"]}
            for agent in feature.get("additionalConfiguration") or []:
                if agent["name"] not in agents:
                    refuse(f"{feature['name']} has no {agent['name']}")
                agents[agent["name"]]["status"] = agent["status"]

    Detector.__init__ = create_with_features
    Detector.update = update_features


def tags_of_detector():
    """A detector can be tagged and untagged after its creation. moto has no such call."""
    from moto.guardduty.responses import GuardDutyResponse
    from moto.guardduty.urls import url_paths

    def tags(self):
        return self.guardduty_backend.get_detector(unquote(self.path).rpartition("/")[2]).tags

    def tag_resource(self):
        tags(self).update(self._get_param("tags"))
        return "{}"

    def untag_resource(self):
        for key in self.querystring.get("tagKeys", []):
            tags(self).pop(key, None)
        return "{}"

    GuardDutyResponse.tag_resource = tag_resource
    GuardDutyResponse.untag_resource = untag_resource
    GuardDutyResponse.list_tags_for_resource = lambda self: json.dumps({"tags": tags(self)})
    url_paths["{0}/tags/(?P<resource_arn>.+)$"] = GuardDutyResponse.dispatch


def publishing_destinations():
    """Findings can be exported to a bucket. moto has no such call. As AWS, it tests whether the policies of the bucket and of the key let
    GuardDuty in, by its name in the region, and refuses a second destination, and one in another region that is opted in to. A key that the
    emulator does not know is not judged."""
    from moto.guardduty.models import Detector
    from moto.guardduty.responses import GuardDutyResponse
    from moto.guardduty.urls import url_paths
    from moto.kms.models import kms_backends
    from moto.moto_api._internal import mock_random
    from moto.s3.exceptions import MissingBucket
    from moto.s3.models import s3_backends

    create = Detector.__init__

    def create_detector(self, *args, **kwargs):
        create(self, *args, **kwargs)
        self.destinations = {}

    Detector.__init__ = create_detector

    def detector_of(self):
        return self.guardduty_backend.get_detector(self.path.split("/detector/")[1].split("/")[0])

    def destination_of(self):
        destination = detector_of(self).destinations.get(self.path.split("/")[-1])
        return destination or refuse("one or more input parameters have invalid values")

    def check(self, detector, properties):
        account, region = self.current_account, self.region
        source = f"arn:{self.partition}:guardduty:{region}:{account}:detector/{detector.id}"
        bucket_arn, key_arn = properties["destinationArn"], properties["kmsKeyArn"]
        try:
            policy = s3_backends[account][self.partition].get_bucket(bucket_arn.split(":")[5].split("/")[0]).policy
        except MissingBucket:
            policy = None
        # That of the bucket, too.
        key_region = key_arn.split(":")[3]
        if key_region in OPT_IN - {region}:
            refuse(f"findings of {region} cannot be exported to {key_region}")
        key = kms_backends[account][key_region].keys.get(key_arn.rpartition("/")[2])
        principal = f"guardduty.{region}.amazonaws.com" if region in OPT_IN else "guardduty.amazonaws.com"
        asked = [
            (policy, "s3:GetBucketLocation", bucket_arn),
            (policy, "s3:PutObject", f"{bucket_arn}/AWSLogs/{account}/GuardDuty/{region}/file"),
            *([(key.policy, "kms:GenerateDataKey", key_arn)] if key else []),
        ]
        for document, action, resource in asked:
            if not admits(principal, document, action, resource, {"aws:sourcearn": source, "aws:sourceaccount": account}):
                refuse(f"the destination does not let GuardDuty in: {action}")

    def create_publishing_destination(self):
        detector = detector_of(self)
        if detector.destinations:
            refuse("a publishing destination already exists")
        properties = self._get_param("destinationProperties")
        check(self, detector, properties)
        name = mock_random.get_random_hex(length=32)
        detector.destinations[name] = {
            "destinationId": name,
            "destinationType": self._get_param("destinationType"),
            "status": "PUBLISHING",
            "publishingFailureStartTimestamp": 0,
            "destinationProperties": properties,
        }
        return json.dumps({"destinationId": name})

    def update_publishing_destination(self):
        destination = destination_of(self)
        properties = {**destination["destinationProperties"], **(self._get_param("destinationProperties") or {})}
        check(self, detector_of(self), properties)
        destination["destinationProperties"] = properties
        return "{}"

    def delete_publishing_destination(self):
        del detector_of(self).destinations[destination_of(self)["destinationId"]]
        return "{}"

    def list_publishing_destinations(self):
        names = ("destinationId", "destinationType", "status")
        destinations = detector_of(self).destinations.values()
        return json.dumps({"destinations": [{name: each[name] for name in names} for each in destinations]})

    GuardDutyResponse.create_publishing_destination = create_publishing_destination
    GuardDutyResponse.describe_publishing_destination = lambda self: json.dumps(destination_of(self))
    GuardDutyResponse.update_publishing_destination = update_publishing_destination
    GuardDutyResponse.delete_publishing_destination = delete_publishing_destination
    GuardDutyResponse.list_publishing_destinations = list_publishing_destinations
    for path in ("publishingDestination$", "publishingDestination/(?P<destination_id>[^/]+)$"):
        url_paths[f"{{0}}/detector/(?P<detector_id>[^/]+)/{path}"] = GuardDutyResponse.dispatch


def sample_findings():
    """CreateSampleFindings makes findings, and GuardDuty sends an event for each. moto has no such calls.
    https://docs.aws.amazon.com/guardduty/latest/ug/sample_findings.html"""
    from datetime import datetime, timezone

    from moto.events.models import events_backends
    from moto.guardduty.models import Detector
    from moto.guardduty.responses import GuardDutyResponse
    from moto.guardduty.urls import url_paths
    from moto.moto_api._internal import mock_random

    create = Detector.__init__

    def create_detector(self, *args, **kwargs):
        create(self, *args, **kwargs)
        self.findings = []

    Detector.__init__ = create_detector

    def findings_of(self):
        return self.guardduty_backend.get_detector(self.path.split("/detector/")[1].split("/")[0]).findings

    def create_sample_findings(self):
        for kind in self._get_param("findingTypes"):
            now = datetime.now(timezone.utc)
            finding = {
                "schemaVersion": "2.0",
                "accountId": self.current_account,
                "region": self.region,
                "id": mock_random.get_random_hex(length=32),
                "arn": "",
                "type": kind,
                "resource": {"resourceType": "Instance"},
                "service": {"archived": False, "count": 1, "additionalInfo": {"type": "default", "value": '{"sample":true}'}},
                "severity": 8,
                "createdAt": now.isoformat(),
                "updatedAt": now.isoformat(),
                "title": f"[SAMPLE] {kind}",
                "description": "[SAMPLE]",
            }
            findings_of(self).append(finding)
            event = {
                "version": "0",
                "id": mock_random.uuid4().hex,
                "detail-type": "GuardDuty Finding",
                "source": "aws.guardduty",
                "account": self.current_account,
                "time": now.timestamp(),
                "region": self.region,
                "resources": [],
                "detail": finding,
            }
            for rule in events_backends[self.current_account][self.region].describe_event_bus("default").rules.values():
                rule.send_to_targets(event)
        return "{}"

    def list_findings(self):
        criteria = self._get_param("findingCriteria")["criterion"]
        types = criteria["type"]["equals"]
        archived = criteria["service.archived"]["equals"] == ["true"]
        found = [f["id"] for f in findings_of(self) if f["type"] in types and f["service"]["archived"] == archived]
        return json.dumps({"findingIds": found})

    def get_findings(self):
        ids = self._get_param("findingIds")
        return json.dumps({"findings": [finding for finding in findings_of(self) if finding["id"] in ids]})

    def archive_findings(self):
        for finding in findings_of(self):
            if finding["id"] in self._get_param("findingIds"):
                finding["service"]["archived"] = True
        return "{}"

    GuardDutyResponse.create_sample_findings = create_sample_findings
    GuardDutyResponse.list_findings = list_findings
    GuardDutyResponse.get_findings = get_findings
    GuardDutyResponse.archive_findings = archive_findings
    for path in ("findings$", "findings/create$", "findings/get$", "findings/archive$"):
        url_paths[f"{{0}}/detector/(?P<detector_id>[^/]+)/{path}"] = GuardDutyResponse.dispatch


def admits(principal, document, action, resource, context):
    """Whether an Allow for a service matches. Conditions on other keys are met."""
    if not document:
        return False
    document = json.loads(document)

    def listed(value):
        return value if isinstance(value, list) else [value]

    def matches(statement):
        principals = statement.get("Principal")
        services = listed(principals.get("Service", [])) if isinstance(principals, dict) else []
        conditions = [
            any(fnmatchcase(context[key.lower()], pattern) for pattern in listed(patterns))
            for test in (statement.get("Condition") or {}).values()
            for key, patterns in test.items()
            if key.lower() in context
        ]
        return (
            statement["Effect"] == "Allow"
            and principal in services
            and any(fnmatchcase(action.lower(), pattern.lower()) for pattern in listed(statement.get("Action", [])))
            and any(fnmatchcase(resource, pattern) for pattern in listed(statement.get("Resource", [])))
            and all(conditions)
        )

    return any(matches(statement) for statement in listed(document["Statement"]))


STAND_INS = [one_detector, features_merged, tags_of_detector, publishing_destinations, sample_findings]
