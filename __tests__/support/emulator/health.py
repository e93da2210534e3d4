"""Stand-ins for what AWS says about the health of what is deployed, of which moto knows next to nothing.

They are a model: what logs and records does so without an error from the moment it is on, and the policies of topics and keys decide
whether the action of an alarm succeeds. They show that the right questions are asked and that the answers are understood.
"""

import json
import re
from datetime import datetime, timezone
from fnmatch import fnmatchcase


def trail_delivers():
    """GetTrailStatus has the times of the last deliveries to the log group and of digests; moto has that of the last file only.
    https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html"""
    from moto.cloudtrail.models import TrailStatus

    description = TrailStatus.description

    def with_deliveries(self):
        found = description(self)
        time = found.get("LatestDeliveryTime")
        return {**found, **({"LatestCloudWatchLogsDeliveryTime": time, "LatestDigestDeliveryTime": time} if time else {})}

    TrailStatus.description = with_deliveries


def recorder_succeeds():
    """A recorder that is on succeeds, its channel delivers, and rules are evaluated; in moto it is PENDING for ever, and the other
    two calls are not implemented.
    https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeDeliveryChannelStatus.html"""
    from moto.config.exceptions import NoSuchConfigRuleException, NoSuchDeliveryChannelException
    from moto.config.models import ConfigRecorderStatus
    from moto.config.responses import ConfigResponse

    start = ConfigRecorderStatus.start

    def started(self):
        start(self)
        self.last_status = "SUCCESS"

    def named(self, parameter, known, refusal):
        names = self._get_param(parameter) or list(known)
        for name in names:
            if name not in known:
                raise refusal(name)
        return names

    def describe_delivery_channel_status(self):
        channels = self.config_backend.delivery_channels
        names = named(self, "DeliveryChannelNames", channels, NoSuchDeliveryChannelException)
        delivery = {"lastStatus": "SUCCESS", "lastSuccessfulTime": _now()}
        found = [{"name": name, "configHistoryDeliveryInfo": delivery} for name in names]
        return json.dumps({"DeliveryChannelsStatus": found})

    def describe_config_rule_evaluation_status(self):
        rules = self.config_backend.config_rules
        names = named(self, "ConfigRuleNames", rules, NoSuchConfigRuleException)
        evaluated = {"LastSuccessfulEvaluationTime": _now(), "FirstEvaluationStarted": True}
        found = [{"ConfigRuleName": name, "ConfigRuleArn": rules[name].config_rule_arn, **evaluated} for name in names]
        return json.dumps({"ConfigRulesEvaluationStatus": found})

    ConfigRecorderStatus.start = started
    ConfigResponse.describe_delivery_channel_status = describe_delivery_channel_status
    ConfigResponse.describe_config_rule_evaluation_status = describe_config_rule_evaluation_status


def patterns_tested():
    """TestMetricFilter refuses what is no pattern, and says which events match; moto has no such call. It evaluates JSON patterns,
    and nothing else.
    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TestMetricFilter.html"""
    from moto.core.exceptions import JsonRESTError
    from moto.logs.responses import LogsResponse

    def test_metric_filter(self):
        pattern, events = self._get_param("filterPattern"), self._get_param("logEventMessages")
        if not pattern.strip().startswith("{"):
            raise NotImplementedError("only JSON patterns")
        try:
            matches = [_matches(pattern, json.loads(event)) for event in events]
        except ValueError as error:
            raise JsonRESTError("InvalidParameterException", f"Invalid metric filter pattern: {error}") from error
        found = [
            {"eventNumber": at, "eventMessage": event, "extractedValues": {}}
            for at, (event, is_match) in enumerate(zip(events, matches), 1)
            if is_match
        ]
        return json.dumps({"matches": found})

    LogsResponse.test_metric_filter = test_metric_filter


def policies_simulated():
    """SimulateCustomPolicy says what identity policies allow; moto has no such call. A policy with a principal is refused, as one
    that is not of an identity. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html"""
    from moto.core.responses import ActionResult
    from moto.iam.exceptions import MalformedPolicyDocument
    from moto.iam.responses import IamResponse

    def simulate_custom_policy(self):
        statements = [each for text in self._get_param("PolicyInputList") for each in _listed(json.loads(text)["Statement"])]
        for statement in statements:
            if "Principal" in statement or "NotPrincipal" in statement:
                raise MalformedPolicyDocument("Policy document should not specify a principal.")
            if not re.fullmatch("[A-Za-z0-9]*", statement.get("Sid", "")):
                raise MalformedPolicyDocument("Statement IDs (SID) must be alpha-numeric.")
            if not statement.get("Resource") and not statement.get("NotResource"):
                raise MalformedPolicyDocument("Policy statement must contain resources.")
        entries = self._get_param("ContextEntries") or []
        context = {entry["ContextKeyName"].lower(): entry["ContextKeyValues"][0] for entry in entries}
        resource = (self._get_param("ResourceArns") or ["*"])[0]
        results = [
            {
                "EvalActionName": action,
                "EvalResourceName": resource,
                "EvalDecision": _decision(statements, action, resource, context),
            }
            for action in self._get_param("ActionNames")
        ]
        return ActionResult({"EvaluationResults": results, "IsTruncated": False})

    IamResponse.simulate_custom_policy = simulate_custom_policy


STAND_INS = [trail_delivers, recorder_succeeds, patterns_tested, policies_simulated]


def _now():
    return int(datetime.now(timezone.utc).timestamp())


def _listed(value):
    return value if isinstance(value, list) else [value]


def refusal_to_publish(alarm, topic_arn):
    """Why CloudWatch cannot publish; None if it can."""
    from moto.kms.models import kms_backends
    from moto.sns.models import sns_backends

    _, partition, _, region, account, _ = topic_arn.split(":", 5)
    topic = sns_backends[account][region].topics.get(topic_arn)
    if topic is None:
        return "Topic does not exist"
    context = {"aws:sourceaccount": account, "aws:sourceowner": account, "aws:sourcearn": alarm.alarm_arn, "aws:securetransport": "true"}

    def admits(policy, action, resource):
        statements = _listed(json.loads(policy)["Statement"])
        own = [each for each in statements if _is_about_cloudwatch(each.get("Principal"))]
        return _decision(own, action, resource, context) == "allowed"

    if not admits(topic.policy, "sns:Publish", topic_arn):
        return "CloudWatch Alarms is not authorized to perform: SNS:Publish on the resource"
    if topic.kms_master_key_id:
        key = kms_backends[account][region].keys[topic.kms_master_key_id.rpartition("/")[2]]
        if not all(admits(key.policy, action, key.arn) for action in ("kms:Decrypt", "kms:GenerateDataKey")):
            return "CloudWatch Alarms does not have authorization to access the SNS topic encryption key."
    return None


def _is_about_cloudwatch(principal):
    if not isinstance(principal, dict):
        return principal == "*"
    return "*" in _listed(principal.get("AWS", [])) or "cloudwatch.amazonaws.com" in _listed(principal.get("Service", []))


def _decision(statements, action, resource, context):
    effects = {each["Effect"] for each in statements if _applies(each, action, resource, context)}
    return "explicitDeny" if "Deny" in effects else "allowed" if "Allow" in effects else "implicitDeny"


def _applies(statement, action, resource, context):
    unknown = set(statement) - {"Sid", "Effect", "Principal", "Action", "Resource", "Condition"}
    if unknown:
        raise NotImplementedError(f"policies with {', '.join(unknown)}")
    return (
        any(fnmatchcase(action.lower(), pattern.lower()) for pattern in _listed(statement["Action"]))
        and any(fnmatchcase(resource, pattern) for pattern in _listed(statement.get("Resource", "*")))
        and all(
            _holds(operator, context.get(key.lower()), _listed(values))
            for operator, keys in (statement.get("Condition") or {}).items()
            for key, values in keys.items()
        )
    )


def _holds(operator, value, wanted):
    if operator in ("StringEquals", "Bool"):
        return value is not None and str(value) in [str(each) for each in wanted]
    if operator in ("StringLike", "ArnLike", "ArnEquals"):
        return value is not None and any(fnmatchcase(value, pattern) for pattern in wanted)
    raise NotImplementedError(f"conditions with {operator}")


TOKEN = re.compile(r'\s*(?:(\{|\}|\(|\)|&&|\|\||<=|>=|!=|=|<|>)|("(?:[^"\\]|\\.)*")|(%(?:[^%\\]|\\.)*%)|([^\s"%(){}=<>!&|]+))')


def _matches(pattern, event):
    """Whether a JSON pattern matches an event. ValueError if it is no pattern."""
    tokens, at = [], 0
    while pattern[at:].strip():
        token = TOKEN.match(pattern, at)
        if not token:
            raise ValueError(f"{pattern[at:]!r} is unexpected")
        tokens.append(token[0].strip())
        at = token.end()
    tokens.append("")

    def take(wanted):
        if not re.fullmatch(wanted, tokens[0]):
            raise ValueError(f"{tokens[0]!r} is unexpected")
        return tokens.pop(0)

    def joined(operator, operand):
        values = [operand()]
        while tokens[0] == operator:
            tokens.pop(0)
            values.append(operand())
        return any(values) if operator == "||" else all(values)

    def alternatives():
        return joined("||", lambda: joined("&&", condition))

    def condition():
        if tokens[0] == "(":
            tokens.pop(0)
            value = alternatives()
            take(r"\)")
            return value
        values = _at(take(r"\$.+"), event)
        if tokens[0] == "NOT":
            tokens.pop(0)
            take("EXISTS")
            return all(value is None for value in values)
        if tokens[0] == "IS":
            tokens.pop(0)
            wanted = {"NULL": None, "TRUE": True, "FALSE": False}[take("NULL|TRUE|FALSE")]
            return any(value is wanted and wanted is not None for value in values)
        operator = take("=|!=|<|>|<=|>=")
        wanted = take(r"[^(){}=<>&|].*")
        return any(_compares(operator, value, wanted) for value in values)

    take(r"\{")
    value = alternatives()
    take(r"\}")
    take("")
    return value


def _at(selector, event):
    """The values at a selector, of which there are several only after a wildcard."""
    if event == {}:
        return []
    if not re.fullmatch(r"\$(\.([\w-]+|\*)|\[(\d+|\*)\])+", selector):
        raise NotImplementedError(selector)
    values = [event]
    for key, at in re.findall(r"\.([\w-]+|\*)|\[(\d+|\*)\]", selector):
        values = [inner for value in values for inner in _within(value, key, at)]
    return values


def _within(value, key, at):
    if key and isinstance(value, dict):
        return list(value.values()) if key == "*" else [value[key]] if key in value else []
    if at and isinstance(value, list):
        return value if at == "*" else value[int(at) : int(at) + 1]
    return []


def _compares(operator, value, wanted):
    """Of a field that does not exist nothing is true."""
    if value is None or isinstance(value, (dict, list)):
        return False
    if operator == "<":
        return isinstance(value, (int, float)) and value < float(wanted)
    if operator not in ("=", "!="):
        raise NotImplementedError(operator)
    if wanted.startswith("%"):
        is_equal = re.search(wanted[1:-1], str(value)) is not None
    else:
        is_equal = fnmatchcase(str(value), wanted.strip('"').replace("[", "[[]"))
    return is_equal == (operator == "=")
