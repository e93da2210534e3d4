"""Stand-ins for what functions of remediation ask that moto does not know, or answers otherwise than AWS.

What AWS Config would find, and what CloudTrail would have recorded, a test says itself:
POST /moto-api/compliance {"rule": …, "type": "AWS::EC2::SecurityGroup", "resource": …, "compliance": "NON_COMPLIANT"}
POST /moto-api/trail-events, a list of what LookupEvents returns.
"""

import json
import re
import time
import uuid
from datetime import datetime

# What was said, by account and region. Tests are all in one account.
EVALUATIONS = {}
EVALUATED_AT = {}
EVENTS = []


def said_by_tests():
    """A test says what AWS Config and CloudTrail would know."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication

    call = DomainDispatcherApplication.__call__

    def listening_call(self, environ, start_response):
        path = environ["PATH_INFO"]
        if path not in ("/moto-api/compliance", "/moto-api/trail-events"):
            if path == "/moto-api/reset":
                for remembered in (EVALUATIONS, EVALUATED_AT, EVENTS):
                    remembered.clear()
            return call(self, environ, start_response)
        said = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        if path == "/moto-api/compliance":
            EVALUATIONS[said["rule"], said["type"], said["resource"]] = {**said, "time": time.time()}
        else:
            EVENTS.extend(said)
        start_response("204 No Content", [("Content-Length", "0")])
        return [b""]

    DomainDispatcherApplication.__call__ = listening_call


def rules_evaluated():
    """GetComplianceDetailsByConfigRule pages through the results of a rule. StartConfigRulesEvaluation can be called once a minute, and its
    results come later, so it changes none here. moto has neither call.
    https://docs.aws.amazon.com/config/latest/APIReference/API_StartConfigRulesEvaluation.html"""
    from moto.config.exceptions import InvalidParameterValueException, NoSuchConfigRuleException
    from moto.config.responses import ConfigResponse
    from moto.core.exceptions import JsonRESTError

    def start_config_rules_evaluation(self):
        names = self._get_param("ConfigRuleNames") or []
        for name in names:
            if name not in self.config_backend.config_rules:
                raise NoSuchConfigRuleException(name)
        place = self.current_account, self.region
        if time.time() < EVALUATED_AT.get(place, 0) + 60:
            text = "The number of StartConfigRulesEvaluation requests exceeds the limit of one per minute."
            raise JsonRESTError("LimitExceededException", text)
        EVALUATED_AT[place] = time.time()
        return "{}"

    def get_compliance_details_by_config_rule(self):
        rule, types = self._get_param("ConfigRuleName"), self._get_param("ComplianceTypes") or []
        if rule not in self.config_backend.config_rules:
            raise NoSuchConfigRuleException(rule)
        if "INSUFFICIENT_DATA" in types:
            raise InvalidParameterValueException("INSUFFICIENT_DATA cannot be used as a ComplianceType for filtering results.")
        found = [
            {
                "EvaluationResultIdentifier": {
                    "EvaluationResultQualifier": {
                        "ConfigRuleName": rule,
                        "ResourceType": said["type"],
                        "ResourceId": said["resource"],
                        "EvaluationMode": "DETECTIVE",
                    },
                    "OrderingTimestamp": said["time"],
                },
                "ComplianceType": said["compliance"],
                "ResultRecordedTime": said["time"],
                "ConfigRuleInvokedTime": said["time"],
            }
            for said in EVALUATIONS.values()
            if said["rule"] == rule and (not types or said["compliance"] in types)
        ]
        start, size = int(self._get_param("NextToken") or 0), self._get_param("Limit") or 10
        more = {"NextToken": str(start + size)} if start + size < len(found) else {}
        return json.dumps({"EvaluationResults": found[start : start + size], **more})

    ConfigResponse.start_config_rules_evaluation = start_config_rules_evaluation
    ConfigResponse.get_compliance_details_by_config_rule = get_compliance_details_by_config_rule


def events_looked_up():
    """LookupEvents finds management events by one attribute, the newest first. moto has no such call.
    https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html"""
    from moto.cloudtrail.responses import CloudTrailResponse
    from moto.core.exceptions import JsonRESTError

    def values_of(event, key):
        resources = event.get("Resources", [])
        if key in ("ResourceName", "ResourceType"):
            return [resource.get(key) for resource in resources]
        return [event.get(key)]

    def seconds(value):
        return value if isinstance(value, (int, float)) else datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()

    def lookup_events(self):
        attributes = self._get_param("LookupAttributes") or []
        if len(attributes) > 1:
            raise JsonRESTError("InvalidLookupAttributesException", "Only one lookup attribute is allowed.")
        start, end = self._get_param("StartTime") or 0, self._get_param("EndTime") or time.time() + 3600
        if seconds(start) > seconds(end):
            raise JsonRESTError("InvalidTimeRangeException", "The start time is after the end time.")
        found = [
            {**event, "EventTime": seconds(event["EventTime"])}
            for event in EVENTS
            if all(each["AttributeValue"] in values_of(event, each["AttributeKey"]) for each in attributes)
            and seconds(start) <= seconds(event["EventTime"]) <= seconds(end)
        ]
        found.sort(key=lambda event: -event["EventTime"])
        first, size = int(self._get_param("NextToken") or 0), self._get_param("MaxResults") or 50
        more = {"NextToken": str(first + size)} if first + size < len(found) else {}
        return json.dumps({"Events": found[first : first + size], **more})

    CloudTrailResponse.lookup_events = lookup_events


def automations_started():
    """StartAutomationExecution knows AWS's runbooks by their names, and refuses a role that Systems Manager may not assume. Nothing is
    run. moto has no such call.
    https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartAutomationExecution.html"""
    from moto.core.exceptions import JsonRESTError
    from moto.ssm.responses import SimpleSystemManagerResponse
    from eventbridge import _listed, _role

    def trusts_automation(role):
        policy = role.assume_role_policy_document
        policy = json.loads(policy) if isinstance(policy, str) else policy
        return any("ssm.amazonaws.com" in _listed((statement.get("Principal") or {}).get("Service", [])) for statement in _listed(policy["Statement"]))

    def start_automation_execution(self):
        name = self._get_param("DocumentName")
        if not re.match(r"(arn:[^:]+:ssm:[^:]*:[^:]*:automation-definition/)?AWS\w*-\w+$", name) and name not in self.ssm_backend._documents:
            raise JsonRESTError("AutomationDefinitionNotFoundException", f"Automation document {name} was not found.")
        for arn in (self._get_param("Parameters") or {}).get("AutomationAssumeRole", []):
            role = _role(arn)
            if role is None or not trusts_automation(role):
                text = "The defined assume role is unable to be assumed."
                raise JsonRESTError("InvalidAutomationExecutionParametersException", text)
        return json.dumps({"AutomationExecutionId": str(uuid.uuid4())})

    SimpleSystemManagerResponse.start_automation_execution = start_automation_execution


def rules_of_groups():
    """The answer of an authorization has all its rules, each with the owner of its group; moto's has those of the last permission. A
    rule that is revoked by an id that it does not have is refused by that id. What a rule is about cannot be changed: moto says it has
    been. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySecurityGroupRules.html"""
    from moto.core.responses import ActionResult
    from moto.ec2.exceptions import InvalidParameterValueError, InvalidPermissionNotFoundError
    from moto.ec2.exceptions import InvalidSecurityGroupRuleIdNotFoundError
    from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule
    from moto.ec2.responses.security_groups import SecurityGroups

    SecurityGroupRule.group_owner_id = property(lambda self: self.ec2_backend.account_id)

    def authorizing(direction):
        def authorize(self):
            self.error_on_dryrun()
            grant = getattr(self.ec2_backend, f"authorize_security_group_{direction}")
            added = [rule for kwargs in self._process_rules_from_querystring() for rule in grant(**kwargs)[0]]
            return ActionResult({"Return": True, "SecurityGroupRules": added})

        return authorize

    def revoking(direction):
        revoke = getattr(SecurityGroupBackend, f"revoke_security_group_{direction}")

        def revoke_known(self, *args, security_rule_ids=None, **kwargs):
            try:
                return revoke(self, *args, security_rule_ids=security_rule_ids, **kwargs)
            except InvalidPermissionNotFoundError as error:
                if not security_rule_ids:
                    raise
                raise InvalidSecurityGroupRuleIdNotFoundError(security_rule_ids[0]) from error

        return revoke_known

    modify_security_group_rules = SecurityGroupBackend.modify_security_group_rules

    def modify_same_kind(self, group_id, rules):
        group = self.get_security_group_by_name_or_id(group_id)
        for rule_id, wanted in rules.items():
            found = group and group.get_rule(rule_id)
            if found and any(wanted.get(key) and not has for key, has in (("CidrIpv4", found.cidr_ipv4), ("CidrIpv6", found.cidr_ipv6))):
                raise InvalidParameterValueError(f"Invalid rule type for security group rule '{rule_id}'.")
        return modify_security_group_rules(self, group_id, rules)

    for direction in ("ingress", "egress"):
        setattr(SecurityGroups, f"authorize_security_group_{direction}", authorizing(direction))
        setattr(SecurityGroupBackend, f"revoke_security_group_{direction}", revoking(direction))
    SecurityGroupBackend.modify_security_group_rules = modify_same_kind


def snapshots_of_others():
    """DescribeSnapshots returns those of the owners, and those that the named accounts may restore, that it is asked for. moto returns
    all. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshots.html"""
    from moto.core.responses import ActionResult
    from moto.ec2.responses.elastic_block_store import ElasticBlockStore

    describe_snapshots = ElasticBlockStore.describe_snapshots

    def describe_asked(self):
        answer = describe_snapshots(self)
        owners, may_restore = self._get_param("OwnerIds", []), self._get_param("RestorableByUserIds", [])
        account = self.current_account
        wanted = [account if owner == "self" else owner for owner in owners]

        def is_asked(snapshot):
            may = {*snapshot.create_volume_permission_userids, *snapshot.create_volume_permission_groups}
            return (not wanted or snapshot.owner_id in wanted) and (not may_restore or bool(may.intersection(may_restore)))

        return ActionResult({**answer.result, "Snapshots": [each for each in answer.result["Snapshots"] if is_asked(each)]})

    ElasticBlockStore.describe_snapshots = describe_asked


def redrive_policy_as_set():
    """GetQueueAttributes returns the redrive policy as a text without spaces. With them every plan of Terraform has a difference."""
    from moto.sqs.models import Queue

    attributes = Queue.attributes.fget

    def compact_attributes(self):
        found = attributes(self)
        if "RedrivePolicy" in found:
            found["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
        return found

    Queue.attributes = property(compact_attributes)


STAND_INS = [said_by_tests, rules_evaluated, events_looked_up, automations_started, rules_of_groups, snapshots_of_others]
STAND_INS += [redrive_policy_as_set]
