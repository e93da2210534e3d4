"""Records every request that the emulator gets, and judges those of what is tested by botocore's model of the service, which
has what AWS checks first of all: unknown and missing members, types, enums, lengths, ranges, patterns.

Rules between members, and whether a policy makes sense, are not in these models.
"""

import io
import json
import re
from urllib.parse import parse_qsl, unquote
from xml.etree import ElementTree

from botocore.exceptions import UnknownServiceError
from botocore.loaders import Loader
from botocore.model import OperationNotFoundError, ServiceModel
from botocore.parsers import RpcV2CBORParser

MODELS = {}
OPERATIONS = {}
LOADER = Loader()
# Where requests are signed for another name than that of the model.
MODEL_OF = {"access-analyzer": "accessanalyzer", "monitoring": "cloudwatch"}
REQUESTS = []


def record(environ):
    """Notes a request down, and leaves its body where it can be read again."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    signed_for = re.search(r"Credential=([^/]+)/\d+/[^/]+/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
    if signed_for:
        key_of_caller, service = signed_for.groups()
        REQUESTS.append((service, {"caller": session_of(key_of_caller), **{key: value for key, value in environ.items() if isinstance(value, str)}}, body, {}))


def session_of(access_key):
    """The ARN of the session of a role that has this key, if one has."""
    from moto.sts.models import sts_backends

    found = (backend.get_assumed_role_from_access_key(access_key) for account in list(sts_backends.values()) for backend in list(account.values()))
    return next((session.arn for session in found if session), "")


def verdict(agent, skipped=0):
    """The requests of this user agent but for so many, each with its parameters and what AWS would find wrong with it."""
    of_agent = [request for request in REQUESTS if agent in request[1].get("HTTP_USER_AGENT", "")]
    return [judge(*request) for request in of_agent[skipped:]]


def judge(signed_for, environ, body, known):
    """Judges a request, or says what was said of it before."""
    if not known:
        known.update(judge_anew(signed_for, environ, body))
    return known


def judge_anew(signed_for, environ, body):
    said = {"agent": environ["HTTP_USER_AGENT"], "caller": environ["caller"], "service": signed_for, "operation": None, "parameters": {}}
    problems = []
    try:
        model = model_of(signed_for, environ)
        operation, labels = operation_of(model, environ, body)
        said.update(service=model.service_name, operation=operation.name)
        if operation.input_shape:
            said["parameters"] = parameters_of(operation, environ, body, labels, problems)
            check(operation.input_shape, said["parameters"], "", problems)
    except (OperationNotFoundError, UnknownServiceError, ValueError, ElementTree.ParseError) as error:
        problems.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}: {error}")
    name = f"{said['service']}:{said['operation']}"
    return {**said, "problems": [f"{name}: {problem}" for problem in problems]}


def model_of(signed_for, environ):
    name = "s3control" if environ["PATH_INFO"].startswith("/v20180820/") else MODEL_OF.get(signed_for, signed_for)
    if name not in MODELS:
        MODELS[name] = ServiceModel(LOADER.load_service_model(name, "service-2"), name)
    return MODELS[name]


def operation_of(model, environ, body):
    """The operation, and what its path says: `{"Bucket": "logs"}`."""
    target = environ.get("HTTP_X_AMZ_TARGET")
    rpc = re.fullmatch(r"/service/\w+/operation/(\w+)", environ["PATH_INFO"])
    if target or rpc:
        return model.operation_model(rpc[1] if rpc else target.rpartition(".")[2]), {}
    if not model.protocol.startswith("rest-"):
        return model.operation_model(dict(parse_qsl(body.decode())).get("Action", "")), {}
    return rest_operation(model, environ)


def rest_operation(model, environ):
    # As it was sent: an ARN in a path has its slashes encoded.
    path_info = re.sub(r"^https?://[^/]+", "", environ.get("RAW_URI", environ["PATH_INFO"])).partition("?")[0]
    query = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
    best = None
    for operation, pattern, fixed, needed in operations_of(model):
        if operation.http["method"] != environ["REQUEST_METHOD"] or any(query.get(key) != value for key, value in fixed.items()):
            continue
        labels = pattern.fullmatch(path_info.rstrip("/") or "/")
        if not labels or not all(key in query or header_key(key) in environ for key in needed):
            continue
        # The more of the query an operation explains, the more it is meant: of two operations, DeleteObject and UploadPart.
        rank = (len(fixed), len(needed))
        if best is None or rank > best[0]:
            best = (rank, operation, {key: unquote(value) for key, value in labels.groupdict().items()})
    if best is None:
        raise OperationNotFoundError("no operation has this method and path")
    return best[1], best[2]


def operations_of(model):
    """The operations, each with its path, what the query of its path says, and what has to be in query or header."""
    if model not in OPERATIONS:
        OPERATIONS[model] = []
        for operation in map(model.operation_model, model.operation_names):
            path, _, fixed = operation.http["requestUri"].partition("?")
            pattern = re.sub(r"\\{(\w+)(\\\+)?\\}", lambda label: f"(?P<{label[1]}>{'.+' if label[2] else '[^/]+'})", re.escape(path))
            if not operation.deprecated:
                OPERATIONS[model].append((operation, re.compile(pattern), dict(parse_qsl(fixed, keep_blank_values=True)), required_outside_of_body(operation)))
    return OPERATIONS[model]


def required_outside_of_body(operation):
    shape = operation.input_shape
    if not shape:
        return []
    members = [shape.members[name] for name in shape.required_members]
    return [m.serialization["name"] for m in members if m.serialization.get("location") in ("querystring", "header")]


def header_key(name):
    return {"content-type": "CONTENT_TYPE"}.get(name.lower(), f"HTTP_{name.upper().replace('-', '_')}")


def parameters_of(operation, environ, body, labels, problems):
    """The input as the SDKs have it, whatever the protocol. Problems are those that only the protocol shows."""
    shape = operation.input_shape
    if "cbor" in environ.get("CONTENT_TYPE", ""):
        parser = RpcV2CBORParser()
        return parser.parse_data_item(parser.get_peekable_stream_from_bytes(body)) if body else {}
    if environ.get("HTTP_X_AMZ_TARGET"):
        return json.loads(body or "{}")
    if not operation.service_model.protocol.startswith("rest-"):
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        rest = {key: value for key, value in form.items() if key not in ("Action", "Version")}
        parameters = unflatten(shape, rest, "", operation.service_model.protocol == "ec2") or {}
        problems.extend(f"{key}: unknown member, {value!r}" for key, value in rest.items())
        return parameters

    pairs = parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    query = dict(pairs)
    parameters, in_body = {}, {}
    for name, member in shape.members.items():
        wire_name = member.serialization.get("name", name)
        location = member.serialization.get("location")
        if location == "uri" and wire_name in labels:
            parameters[name] = labels[wire_name]
        elif location == "querystring" and wire_name in query:
            values = [value for key, value in pairs if key == wire_name]
            parameters[name] = values if member.type_name == "list" else values[-1]
        elif location == "header" and header_key(wire_name) in environ:
            parameters[name] = environ[header_key(wire_name)]
        elif location is None:
            in_body[name] = member
    payload = shape.serialization.get("payload")
    if payload and shape.members[payload].type_name not in ("structure", "list"):
        # A policy, or the bytes of an object.
        if body:
            parameters[payload] = body.decode("utf-8", "replace")
    elif body and operation.service_model.protocol == "rest-json":
        said = json.loads(body)
        if payload:
            parameters[payload] = from_json(shape.members[payload], said)
        else:
            parameters.update(from_json_members(in_body, said))
    elif body:
        root = ElementTree.fromstring(body)
        if payload:
            parameters[payload] = from_xml(shape.members[payload], root, payload, problems)
        else:
            parameters.update(from_xml_members(in_body, root, "", problems))
    return parameters


def unflatten(shape, form, prefix, ec2=False):
    """A value of the query protocol, whose keys are taken out of the form."""
    dot = f"{prefix}." if prefix else ""

    def wire_name(member, name):
        if not ec2:
            return member.serialization.get("name", name)
        found = member.serialization.get("queryName") or member.serialization.get("name", name)
        return found[0].upper() + found[1:]

    def numbered(member, at, suffix=""):
        index = 1
        while any(key == f"{at}.{index}" or key.startswith(f"{at}.{index}.") for key in form):
            yield unflatten(member, form, f"{at}.{index}{suffix}", ec2)
            index += 1

    if shape.type_name == "structure":
        values = {
            name: unflatten(member, form, dot + wire_name(member, name), ec2) for name, member in shape.members.items()
        }
        values = {name: value for name, value in values.items() if value is not None}
        return values or None
    if shape.type_name == "list":
        if form.get(prefix) == "":
            # An empty list.
            form.pop(prefix)
            return []
        flat = ec2 or shape.serialization.get("flattened")
        return list(numbered(shape.member, prefix if flat else dot + shape.member.serialization.get("name", "member"))) or None
    if shape.type_name == "map":
        values, index = {}, 1
        at = prefix if shape.serialization.get("flattened") else dot + "entry"
        key_name = shape.key.serialization.get("name", "key")
        while f"{at}.{index}.{key_name}" in form:
            key = form.pop(f"{at}.{index}.{key_name}")
            values[key] = unflatten(shape.value, form, f"{at}.{index}.{shape.value.serialization.get('name', 'value')}", ec2)
            index += 1
        return values or None
    return form.pop(prefix, None)


def from_json(shape, value):
    """A value with the names of the SDKs, where a service has others on the wire, as GuardDuty: `enable` for `Enable`."""
    if shape.type_name == "structure" and isinstance(value, dict):
        return from_json_members(shape.members, value)
    if shape.type_name == "list" and isinstance(value, list):
        return [from_json(shape.member, inner) for inner in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: from_json(shape.value, inner) for key, inner in value.items()}
    return value


def from_json_members(members, said):
    by_name = {member.serialization.get("name", name): (name, member) for name, member in members.items()}
    values = {}
    for wire_name, value in said.items():
        name, member = by_name.get(wire_name, (wire_name, None))
        values[name] = from_json(member, value) if member else value
    return values


def from_xml(shape, element, path, problems):
    if shape.type_name == "structure":
        return from_xml_members(shape.members, element, path, problems)
    if shape.type_name == "list":
        return [from_xml(shape.member, child, f"{path}[{i}]", problems) for i, child in enumerate(element)]
    return element.text or ""


def from_xml_members(members, element, path, problems):
    by_tag = {member.serialization.get("name", name): (name, member) for name, member in members.items()}
    values = {}
    for attribute, value in element.attrib.items():
        known = by_tag.get(re.sub(r"^\{.*\}", "xsi:", attribute))
        if known:
            values[known[0]] = value
    for child in element:
        tag = re.sub(r"^\{.*\}", "", child.tag)
        if tag not in by_tag:
            problems.append(f"{path}.{tag}: unknown member, {(child.text or '')[:80]!r}")
            continue
        name, member = by_tag[tag]
        if member.type_name == "list" and member.serialization.get("flattened"):
            values.setdefault(name, []).append(from_xml(member.member, child, f"{path}.{name}", problems))
        else:
            values[name] = from_xml(member, child, f"{path}.{name}", problems)
    return values


def check(shape, value, path, problems):
    def wrong(what):
        problems.append(f"{path.lstrip('.') or 'input'}: {what}, {str(value)[:160]!r}")

    def limits(size, unit):
        if size < shape.metadata.get("min", size):
            wrong(f"less than {shape.metadata['min']}{unit}")
        if size > shape.metadata.get("max", size):
            wrong(f"more than {shape.metadata['max']}{unit}")

    kind = shape.type_name
    if value is None:
        return
    if kind == "structure":
        if not isinstance(value, dict):
            return wrong("not a structure")
        for name in shape.required_members:
            if value.get(name) is None:
                problems.append(f"{path}.{name}".lstrip(".") + ": missing")
        for name, inner in value.items():
            if name in shape.members:
                check(shape.members[name], inner, f"{path}.{name}", problems)
            else:
                problems.append(f"{path}.{name}".lstrip(".") + f": unknown member, {str(inner)[:80]!r}")
    elif kind == "list":
        if not isinstance(value, list):
            return wrong("not a list")
        limits(len(value), " entries")
        for index, inner in enumerate(value):
            check(shape.member, inner, f"{path}[{index}]", problems)
    elif kind == "map":
        if not isinstance(value, dict):
            return wrong("not a map")
        limits(len(value), " entries")
        for key, inner in value.items():
            check(shape.key, key, f"{path} key", problems)
            check(shape.value, inner, f"{path}.{key}", problems)
    elif kind == "string":
        if not isinstance(value, str):
            return wrong("not a string")
        limits(len(value), " characters")
        if shape.enum and value not in shape.enum:
            wrong(f"none of {', '.join(shape.enum)}" if len(shape.enum) < 20 else "none of the values there are")
        pattern = python_pattern(shape.metadata.get("pattern"))
        if pattern and not pattern.fullmatch(value):
            wrong(f"does not match {shape.metadata['pattern']}")
    elif kind in ("integer", "long", "float", "double"):
        try:
            limits(float(value), "")
        except (TypeError, ValueError):
            wrong("not a number")
    elif kind == "boolean" and str(value).lower() not in ("true", "false"):
        wrong("not a boolean")


# The dialect of the models has classes of Unicode that Python's has not: what they hold, near enough.
CLASSES = {"L": r"^\W\d_", "Z": r"\s", "N": r"\d", "M": "", "S": r"$+<=>^`|~", "P": r"!-#%-*,-/:;?@\[-\]_{}", "ASCII": r"\x00-\x7f"}


def python_pattern(pattern):
    """A pattern of a model; None where there is none or Python cannot read it."""
    if not pattern:
        return None
    inside = re.sub(r"\\p\{(?:Is)?(\w+)\}", lambda name: r"\w" if name[1] == "L" else CLASSES.get(name[1], r"\s\S"), pattern)
    try:
        return re.compile(inside, re.DOTALL)
    except re.error:
        return None
