"""Prints which events the Sigma rules of files match, as JSON: for each rule, by its title, the positions of the events.

pySigma reads the rules, and says what searches, modifiers and conditions mean. How a value of an event is compared is that of Sigma's
specification: text without regard to case; of a list, any entry; a field that is absent or null is null.
"""

import json
import re
import sys

from sigma.collection import SigmaCollection
from sigma.conditions import ConditionAND, ConditionFieldEqualsValueExpression, ConditionNOT, ConditionOR
from sigma.types import (
    SigmaBool,
    SigmaCasedString,
    SigmaCompareExpression,
    SigmaExists,
    SigmaNull,
    SigmaNumber,
    SigmaRegularExpression,
    SigmaString,
    SpecialChars,
)


def found(value, names):
    """The values of a field; a list is all its entries."""
    if isinstance(value, list):
        return [one for entry in value for one in found(entry, names)]
    if not names:
        return [value]
    return found(value[names[0]], names[1:]) if isinstance(value, dict) and names[0] in value else []


def exists(value, names):
    if isinstance(value, list) and names:
        return any(exists(entry, names) for entry in value)
    return not names or (isinstance(value, dict) and names[0] in value and exists(value[names[0]], names[1:]))


def text(value):
    return json.dumps(value) if isinstance(value, (bool, int, float)) else value


def pattern(string):
    special = {SpecialChars.WILDCARD_MULTI: ".*", SpecialChars.WILDCARD_SINGLE: "."}
    return "".join(re.escape(part) if isinstance(part, str) else special[part] for part in string.s)


def number(value):
    try:
        return None if isinstance(value, bool) else float(value)
    except ValueError:
        return None


def compared(value, wanted):
    if isinstance(wanted, SigmaString):
        flags = re.DOTALL | (0 if isinstance(wanted, SigmaCasedString) else re.IGNORECASE)
        return re.fullmatch(pattern(wanted), text(value), flags) is not None
    if isinstance(wanted, SigmaRegularExpression):
        return re.search(str(getattr(wanted.regexp, "original", wanted.regexp)), text(value)) is not None
    if isinstance(wanted, SigmaBool):
        return text(value).lower() == str(wanted.boolean).lower()
    if isinstance(wanted, SigmaNumber):
        return number(value) == wanted.number
    if isinstance(wanted, SigmaCompareExpression):
        left, right = number(value), wanted.number.number
        if left is None:
            return False
        return {"LT": left < right, "LTE": left <= right, "GT": left > right, "GTE": left >= right}[wanted.op.name]
    sys.exit(f"no comparison with {type(wanted).__name__}")


def holds(condition, event):
    if isinstance(condition, ConditionAND):
        return all(holds(one, event) for one in condition.args)
    if isinstance(condition, ConditionOR):
        return any(holds(one, event) for one in condition.args)
    if isinstance(condition, ConditionNOT):
        return not holds(condition.args[0], event)
    if not isinstance(condition, ConditionFieldEqualsValueExpression):
        sys.exit(f"no meaning of {type(condition).__name__}")
    names, wanted = condition.field.split("."), condition.value
    if isinstance(wanted, SigmaExists):
        return exists(event, names) == wanted.exists
    values = [value for value in found(event, names) if value is not None]
    if isinstance(wanted, SigmaNull):
        return not values
    return any(compared(value, wanted) for value in values if not isinstance(value, dict))


asked = json.load(sys.stdin)
verdicts = {}
for file in asked["files"]:
    with open(file, encoding="utf-8") as source:
        for rule in SigmaCollection.from_yaml(source.read()).rules:
            condition = rule.detection.parsed_condition[0].parsed
            verdicts[rule.title] = [at for at, event in enumerate(asked["events"]) if holds(condition, event)]
json.dump(verdicts, sys.stdout)
