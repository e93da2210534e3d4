"""What EventBridge's input transformer makes of an event: `input-transformer.ts` says what this is based on, and a unit test compares
both. moto's own parses text of several lines as JSON, leaves placeholders without a value, and adds no quotes in JSON."""

import json
import re

PLACEHOLDER = re.compile(r"<([^<>]*)>")


def transform(paths, template, event, predefined):
    """What is sent to the target; None if nothing is. `predefined` are the values of `aws.events.rule-arn` and the like."""
    values = {name: value_at(event, path) for name, path in paths.items()}
    values.update({name: (value,) for name, value in predefined.items()})
    if not template.lstrip().startswith("{"):
        return PLACEHOLDER.sub(lambda match: in_text(values[match[1]]), template)

    is_quoted = False

    def fill(match):
        nonlocal is_quoted
        if match[0] == '"':
            is_quoted = not is_quoted
        if match[1] is None:
            return match[0]
        found = values[match[1]]
        return between_quotes(found) if is_quoted else compact(found[0] if found else "")

    result = re.sub(r"\\.|\"|<([^<>]*)>", fill, template)
    try:
        json.loads(result)
    except ValueError:
        return None
    return result


def in_text(found):
    return found[0] if found and isinstance(found[0], str) else between_quotes(found).replace('"', "")


def between_quotes(found):
    if not found:
        return ""
    return found[0] if isinstance(found[0], str) else compact(found[0])


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def value_at(event, path):
    """The value in a tuple; an empty one where the path leads to nothing."""
    for step in re.findall(r"[^.\[\]]+", path)[1:]:
        if isinstance(event, list) and step.isdecimal() and int(step) < len(event):
            event = event[int(step)]
        elif isinstance(event, dict) and step in event:
            event = event[step]
        else:
            return ()
    return (event,)
