"""EventBridge as it delivers to SNS topics and to queues: a stand-in, strict where AWS's documentation says how.

PutEvents on a bus -> the rules that match -> their targets of type SNS: with the role of the target, its input transformer and its
dead-letter queue. moto refuses such targets, never matches keys in arrays of objects, and answers TestEventPattern with nothing.
A queue is sent to by its own policy. A target that is another bus gets the event as it is, with the role of the target, and no third bus
gets it. What is delivered by moto itself (Logs) stays as it is.
"""

import fnmatch
import ipaddress
import json
import re
from datetime import datetime, timezone

import input_transformer

RULES_PER_BUS = 300
TARGETS_PER_RULE = 5
TEMPLATE_CHARACTERS = 8192
PATHS = 100
PREDEFINED = [
    "aws.events.rule-arn",
    "aws.events.rule-name",
    "aws.events.event.ingestion-time",
    "aws.events.event",
    "aws.events.event.json",
]


def install():
    matching()
    targets_checked()
    delivery_to_topics()
    delivery_to_queues()
    delivery_to_buses()
    test_event_pattern()


# Matching


def matching():
    """A rule matches as https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html says, also in
    arrays of objects, where one object has to fulfil everything that the pattern says of it. moto never matches those."""
    from moto.events.models import EventPattern

    EventPattern.matches_event = lambda self, event: matches(self._pattern, event)


def matches(pattern, event):
    """Whether an event matches; a pattern without content matches everything."""
    if not pattern:
        return True
    return any(_all_of(pattern, way) for way in _ways(event))


def _ways(value, prefix=()):
    """What an event is, without arrays of objects: every choice of one object for each array, as leaves by path.

    All values of an array that has no objects are leaves of the same path: a pattern needs only one of them.
    """
    if isinstance(value, dict):
        ways = [{}]
        for key, inner in value.items():
            ways = [{**way, **more} for way in ways for more in _ways(inner, prefix + (key,))]
        return ways or [{}]
    if isinstance(value, list):
        leaves = [inner for inner in _flat(value) if not isinstance(inner, dict)]
        objects = [inner for inner in _flat(value) if isinstance(inner, dict)]
        found = [way for inner in objects for way in _ways(inner, prefix)]
        if leaves or not objects:
            found.append({prefix: leaves})
        return found
    return [{prefix: [value]}]


def _flat(values):
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        else:
            yield value


def _all_of(pattern, leaves, prefix=()):
    for key, rule in pattern.items():
        if key == "$or":
            if not any(_all_of(choice, leaves, prefix) for choice in rule):
                return False
        elif isinstance(rule, dict):
            if not _all_of(rule, leaves, prefix + (key,)):
                return False
        elif not any(_fits(one, leaves.get(prefix + (key,))) for one in rule):
            return False
    return True


def _fits(rule, values):
    """Whether one of the values fits; none is given where the event lacks the key."""
    if isinstance(rule, dict) and "exists" in rule:
        return (values is not None and len(values) > 0) == rule["exists"]
    return any(_fits_one(rule, value) for value in values or [])


def _fits_one(rule, value):
    if not isinstance(rule, dict):
        return type(rule) is type(value) and rule == value or _numbers(rule, value) and rule == value
    ((operator, operand),) = rule.items()
    if operator == "anything-but":
        if isinstance(operand, dict):
            ((inner, values),) = operand.items()
            return all(not _fits_one({inner: one}, value) for one in _listed(values))
        return all(not _fits_one(one, value) for one in _listed(operand))
    if operator == "numeric":
        return _is_number(value) and all(
            _compares(value, operand[at], operand[at + 1]) for at in range(0, len(operand), 2)
        )
    if not isinstance(value, str):
        return False
    if operator in ("prefix", "suffix"):
        ignores_case = isinstance(operand, dict)
        wanted = operand["equals-ignore-case"] if ignores_case else operand
        wanted, text = (wanted.lower(), value.lower()) if ignores_case else (wanted, value)
        return text.startswith(wanted) if operator == "prefix" else text.endswith(wanted)
    if operator == "equals-ignore-case":
        return value.lower() == operand.lower()
    if operator == "wildcard":
        parts = [re.escape(part) for part in operand.split("*")]
        return re.fullmatch(".*".join(parts), value, re.DOTALL) is not None
    if operator == "cidr":
        try:
            return ipaddress.ip_address(value) in ipaddress.ip_network(operand, strict=False)
        except ValueError:
            return False
    raise ValueError(f"unrecognized match type {operator}")


def _listed(value):
    return value if isinstance(value, list) else [value]


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _numbers(one, other):
    return _is_number(one) and _is_number(other)


def _compares(value, operator, limit):
    return {
        "=": value == limit,
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
    }[operator]


# What PutRule and PutTargets refuse


def targets_checked():
    """PutTargets refuses a role that it cannot assume, a template or paths beyond the limits, a placeholder without a path, and
    a sixth target; PutRule a rule too many. moto takes them all.
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"""
    from moto.events.exceptions import ValidationException
    from moto.events.models import EventsBackend

    put_targets = EventsBackend.put_targets

    def put_checked_targets(self, name, event_bus_arn, targets):
        for target in targets:
            role = target.get("RoleArn")
            if role and not _trusts_events(_role(role)):
                raise ValidationException(
                    f"Provided role '{role}' cannot be assumed by principal 'events.amazonaws.com'."
                )
            problem = _problem_of(target.get("InputTransformer"))
            if problem:
                raise ValidationException(f"Invalid InputTransformer for target {target['Id']} : {problem}")
        put_targets(self, name, event_bus_arn, targets)
        bus = self.describe_event_bus(_bus_name(event_bus_arn))
        if len(bus.rules[name].targets) > TARGETS_PER_RULE:
            raise ValidationException(f"A rule has at most {TARGETS_PER_RULE} targets")

    put_rule = EventsBackend.put_rule

    def put_checked_rule(self, name, *args, **kwargs):
        rule = put_rule(self, name, *args, **kwargs)
        bus = self.describe_event_bus(_bus_name(kwargs.get("event_bus_arn") or "default"))
        if len(bus.rules) > RULES_PER_BUS:
            del bus.rules[name]
            raise ValidationException("The requested resource exceeds the maximum number allowed.")
        return rule

    EventsBackend.put_targets = put_checked_targets
    EventsBackend.put_rule = put_checked_rule


def _bus_name(name_or_arn):
    return (name_or_arn or "default").split("/")[-1]


def _problem_of(transformer):
    if not transformer:
        return None
    paths = transformer.get("InputPathsMap") or {}
    template = transformer["InputTemplate"]
    if len(paths) > PATHS:
        return f"more than {PATHS} paths"
    if not 1 <= len(template) <= TEMPLATE_CHARACTERS:
        return f"a template of more than {TEMPLATE_CHARACTERS} characters"
    for name, path in paths.items():
        if name.startswith("aws."):
            return f"the reserved name {name}"
        if not re.fullmatch(r"\$(\.[A-Za-z0-9_-]+|\[\d+\])*", path):
            return f"the path {path} is no JSON path"
    unknown = {name for name in input_transformer.PLACEHOLDER.findall(template) if name not in paths and name not in PREDEFINED}
    if unknown:
        return f"the template has {', '.join(sorted(unknown))}, which is no path"
    if template.lstrip().startswith("{"):
        # Any value between quotes is a text; a missing one without quotes is an empty text.
        filled = input_transformer.transform({}, template, {}, {name: "" for name in [*paths, *PREDEFINED]})
        return "the template is no JSON" if filled is None else None
    is_text = all(re.fullmatch(r'"([^"\\]|\\.)*"', line) for line in template.split("\n"))
    return None if is_text else "each line of a text has to be in quotes"


# Delivery


def delivery_to_topics():
    """An event that matches is published to the topic of a target, or sent to its dead-letter queue with the reason.
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html"""
    from moto.events.models import Rule

    send = Rule.send_to_targets

    def send_to_targets(self, original_event, transform_input=True):
        topics = [target for target in self.targets if ":sns:" in target["Arn"]]
        if not topics:
            return send(self, original_event, transform_input)
        if self.state == "DISABLED" or not _is_wanted(self, original_event):
            return None
        event = _as_delivered(original_event)
        for target in topics:
            _deliver(self, target, event)
        others = [target for target in self.targets if target not in topics]
        everything, self.targets = self.targets, others
        try:
            return send(self, original_event, transform_input)
        finally:
            self.targets = everything

    Rule.send_to_targets = send_to_targets


def delivery_to_queues():
    """A queue gets the constant of its target, the part of the event or the whole of it, if its policy lets the rule send; else the event
    goes to the dead-letter queue. moto sends the whole event, and asks no policy.
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions"""
    from moto.events.models import Rule

    send = Rule.send_to_targets

    def send_to_targets(self, original_event, transform_input=True):
        queues = [target for target in self.targets if ":sqs:" in target["Arn"]]
        if not queues:
            return send(self, original_event, transform_input)
        if self.state == "DISABLED" or not _is_wanted(self, original_event):
            return None
        for target in queues:
            _send(self, target, _as_delivered(original_event))
        everything, self.targets = self.targets, [target for target in self.targets if target not in queues]
        try:
            return send(self, original_event, transform_input)
        finally:
            self.targets = everything

    Rule.send_to_targets = send_to_targets


def _send(rule, target, event):
    from moto.sqs.models import sqs_backends

    _, _, _, region, account, name = target["Arn"].split(":")
    queue = sqs_backends[account][region].queues.get(name)
    text = target["Input"] if target.get("Input") else transformed(target.get("InputTransformer"), _part(event, target.get("InputPath")), rule)
    if queue is None:
        _bury(rule, target, event, "RESOURCE_NOT_FOUND", "The specified queue does not exist.")
    elif not _allows_rules(queue, target["Arn"], rule):
        _bury(rule, target, event, "NO_PERMISSIONS", "The policy of the queue does not let EventBridge send")
    elif text is not None:
        sqs_backends[account][region].send_message(queue_name=name, message_body=text)


def _part(event, path):
    for key in (path or "$").split(".")[1:]:
        event = event[key]
    return event


def delivery_to_buses():
    """A bus in another region or account gets the event as it is, its region and account included, and only with a role that may put
    events there; that of another account only if its policy admits the role. An event that came from another bus is not sent to a third
    one. moto asks for no role and no policy, puts a new event of the other region, and would go on for ever.
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html"""
    from moto.events.models import Rule

    send = Rule.send_to_targets

    def send_to_targets(self, original_event, transform_input=True):
        buses = [target for target in self.targets if ":event-bus/" in target["Arn"]]
        if not buses:
            return send(self, original_event, transform_input)
        if self.state == "DISABLED" or not _is_wanted(self, original_event):
            return None
        for target in buses:
            _forward(self, target, original_event)
        everything, self.targets = self.targets, [target for target in self.targets if target not in buses]
        try:
            return send(self, original_event, transform_input)
        finally:
            self.targets = everything

    Rule.send_to_targets = send_to_targets


def _forward(rule, target, event):
    from moto.events.models import events_backends

    # Events come to another bus than the default one from a bus: nobody here puts any there.
    if (event["region"], event["account"], "default") != (rule.region_name, rule.account_id, rule.event_bus_name):
        return
    _, _, _, region, account, _ = target["Arn"].split(":")
    bus = events_backends[account][region].event_buses.get(_bus_name(target["Arn"]))
    role = _role(target["RoleArn"]) if target.get("RoleArn") else None
    if not _trusts_events(role, {"aws:sourceaccount": rule.account_id, "aws:sourcearn": rule.arn}):
        reason = f"EventBridge may not assume {target.get('RoleArn')}"
    elif not _role_may(role, "events:PutEvents", target["Arn"]):
        reason = f"{target['RoleArn']} may not events:PutEvents on {target['Arn']}"
    elif bus is None:
        reason = f"{target['Arn']} does not exist"
    elif account != rule.account_id and not _admits(bus, role):
        reason = f"the policy of {target['Arn']} does not admit {target['RoleArn']}"
    else:
        for other in bus.rules.values():
            other.send_to_targets(event)
        return
    _bury(rule, target, _as_delivered(event), "NO_PERMISSIONS", reason)


def _admits(bus, role):
    context = {"aws:principalarn": role.arn, "aws:principalorgid": _organization_of(role.account_id)}
    return any(
        statement["Effect"] == "Allow"
        and "*" in _listed((statement.get("Principal") or {}).get("AWS", []))
        and _allows(statement, "events:PutEvents", bus.arn)
        and _holds(statement, context)
        for statement in _listed(json.loads(bus.policy or "{}").get("Statement", []))
    )


def _organization_of(account):
    from moto.organizations.models import organizations_backends

    master, partition = organizations_backends.master_accounts.get(account, (account, "aws"))
    organization = organizations_backends[master][partition].org
    return organization.id if organization else None


def _as_delivered(event):
    """The event without moto's own key, and with its time as AWS writes it."""
    delivered = {key: value for key, value in event.items() if key != "ingestion-time"}
    if isinstance(event["time"], (int, float)):
        delivered["time"] = datetime.fromtimestamp(event["time"], timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return delivered


def _is_wanted(rule, event):
    """No event is for a rule that has a schedule only. Read-only calls reach only the rules that ask for them.
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html"""
    if rule.scheduled_expression and not rule.event_pattern.dump():
        return False
    detail = event.get("detail") or {}
    is_read = event["detail-type"] == "AWS API Call via CloudTrail" and re.match(
        "(Get|List|Describe)", detail.get("eventName", "")
    )
    if is_read and rule.state != "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS":
        return False
    return rule.event_pattern.matches_event(event)


def _deliver(rule, target, event):
    from moto.core.exceptions import ServiceException
    from moto.sns.models import sns_backends

    account, region = target["Arn"].split(":")[4], target["Arn"].split(":")[3]
    try:
        reason = _refusal(rule, target)
        if not reason:
            text = transformed(target.get("InputTransformer"), event, rule)
            if text is None:
                return
            backend = sns_backends[account][region]
            if target["Arn"] not in backend.topics:
                reason = ("RESOURCE_NOT_FOUND", "Topic does not exist")
            elif len(text.encode()) > 262_144:
                reason = ("INVALID_PARAMETER", "Message too long")
            else:
                backend.publish(message=text, arn=target["Arn"])
    except ServiceException as error:
        reason = ("SDK_CLIENT_ERROR", str(error))
    if reason:
        _bury(rule, target, event, *reason)


def _bury(rule, target, event, code, message):
    """The event goes to the dead-letter queue, if there is one and its policy lets EventBridge send."""
    from moto.sqs.models import sqs_backends

    arn = (target.get("DeadLetterConfig") or {}).get("Arn")
    if not arn:
        return
    _, _, _, region, account, name = arn.split(":")
    queue = sqs_backends[account][region].queues.get(name)
    if queue is None or not _allows_rules(queue, arn, rule):
        return
    attributes = {
        "RULE_ARN": rule.arn,
        "TARGET_ARN": target["Arn"],
        "ERROR_CODE": code,
        "ERROR_MESSAGE": message,
    }
    sqs_backends[account][region].send_message(
        queue_name=name,
        message_body=json.dumps(event),
        message_attributes={
            key: {"DataType": "String", "StringValue": value} for key, value in attributes.items()
        },
    )


def _allows_rules(queue, arn, rule):
    policy = queue.policy if isinstance(queue.policy, dict) else json.loads(queue.policy or "{}")
    context = {"aws:sourceaccount": rule.account_id, "aws:sourcearn": rule.arn}
    return any(
        statement["Effect"] == "Allow"
        and _names_service(statement)
        and _allows(statement, "sqs:SendMessage", arn)
        and _holds(statement, context)
        for statement in _listed(policy.get("Statement", []))
    )


def _refusal(rule, target):
    """Why EventBridge may not publish. Without a role the policy of the topic would decide: ours admits no EventBridge."""
    from moto.sns.models import sns_backends

    role_arn, topic_arn = target.get("RoleArn"), target["Arn"]
    if not role_arn:
        return ("NO_PERMISSIONS", "The topic does not admit EventBridge, and the target has no role")
    role = _role(role_arn)
    context = {"aws:sourceaccount": rule.account_id, "aws:sourcearn": rule.arn}
    if not _trusts_events(role, context):
        return ("NO_PERMISSIONS", f"EventBridge may not assume {role_arn}")
    if not _role_may(role, "sns:Publish", topic_arn):
        return ("NO_PERMISSIONS", f"{role_arn} may not sns:Publish on {topic_arn}")
    topic = sns_backends[topic_arn.split(":")[4]][topic_arn.split(":")[3]].topics.get(topic_arn)
    key = topic and topic.kms_master_key_id
    if key:
        if not _leaves_it_to_iam(key):
            return ("NO_PERMISSIONS", f"the policy of {key} does not let IAM policies decide")
        for action in ("kms:GenerateDataKey", "kms:Decrypt"):
            if not _role_may(role, action, key):
                return ("NO_PERMISSIONS", f"{role_arn} may not {action} with {key}")
    return None


# IAM, as far as it takes to see whether names and ARNs connect


def _role(arn):
    from moto.iam.models import iam_backends

    _, partition, _, _, account, _ = arn.split(":", 5)
    return next((role for role in iam_backends[account][partition].roles.values() if role.arn == arn), None)


def _trusts_events(role, context=None):
    if role is None:
        return False
    policy = role.assume_role_policy_document
    policy = json.loads(policy) if isinstance(policy, str) else policy
    return any(
        statement["Effect"] == "Allow"
        and _names_service(statement)
        and "sts:AssumeRole" in _listed(statement["Action"])
        and (context is None or _holds(statement, context))
        for statement in _listed(policy["Statement"])
    )


def _names_service(statement):
    principal = statement.get("Principal") or {}
    return isinstance(principal, dict) and "events.amazonaws.com" in _listed(principal.get("Service", []))


def _leaves_it_to_iam(key_arn):
    """Whether the key exists and its policy leaves it to the IAM policies of its account. That of an AWS managed key does not."""
    from moto.kms.models import kms_backends

    if ":key/" not in key_arn:
        return False
    _, _, _, region, account, resource = key_arn.split(":")
    key = kms_backends[account][region].keys.get(resource.removeprefix("key/"))
    root = f":iam::{account}:root"
    return key is not None and any(
        statement["Effect"] == "Allow"
        and any(str(who).endswith(root) for who in _listed((statement.get("Principal") or {}).get("AWS", [])))
        for statement in _listed(json.loads(key.policy)["Statement"])
    )


def _role_may(role, action, resource):
    documents = [json.loads(text) if isinstance(text, str) else text for text in role.policies.values()]
    return any(
        statement["Effect"] == "Allow" and _allows(statement, action, resource)
        for document in documents
        for statement in _listed(document["Statement"])
    )


def _allows(statement, action, resource):
    return any(
        fnmatch.fnmatchcase(action.lower(), pattern.lower()) for pattern in _listed(statement.get("Action", []))
    ) and any(fnmatch.fnmatchcase(resource, pattern) for pattern in _listed(statement.get("Resource", [])))


def _holds(statement, context):
    for keys in (statement.get("Condition") or {}).values():
        for key, values in keys.items():
            value = context.get(key.lower())
            if value is None or not any(fnmatch.fnmatchcase(value, pattern) for pattern in _listed(values)):
                return False
    return True


def transformed(transformer, event, rule):
    """What a target gets; None if it gets nothing."""
    if not transformer:
        return json.dumps(event)
    predefined = {
        "aws.events.rule-arn": rule.arn,
        "aws.events.rule-name": rule.name,
        "aws.events.event.ingestion-time": event["time"],
        "aws.events.event": {key: value for key, value in event.items() if key != "detail"},
        "aws.events.event.json": event,
    }
    paths = transformer.get("InputPathsMap") or {}
    return input_transformer.transform(paths, transformer["InputTemplate"], event, predefined)


def test_event_pattern():
    """TestEventPattern answers. moto's answer has no Result."""
    from moto.events.responses import EventsHandler

    def answer(self):
        pattern, event = json.loads(self._get_param("EventPattern")), json.loads(self._get_param("Event"))
        return json.dumps({"Result": matches(pattern, event)})

    EventsHandler.test_event_pattern = answer
