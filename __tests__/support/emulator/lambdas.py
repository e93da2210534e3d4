"""Lambda functions that really run: a stand-in, strict where AWS's documentation says how.

The package is unpacked, and Node runs its handler in a child process with the credentials of the function's role, so that what it
asks for is recorded with the session that asked. A queue that is an event source is polled; a message stays in it until the
function has returned. moto would need Docker.
"""

import fnmatch
import hashlib
import io
import json
import os
import subprocess
import tempfile
import threading
import time
import traceback
import uuid
import zipfile

from eventbridge import _role, _role_may

RUNTIME = os.path.join(os.path.dirname(__file__), "lambda_runtime.cjs")
POLL_SECONDS = 0.1
ENVIRONMENT_BYTES = 4096
# https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
RESERVED = ["_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_*", "AWS_ACCESS_KEY*"]
RESERVED += ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR"]

FOLDERS = tempfile.TemporaryDirectory(prefix="emulated-lambda-")
LOCK = threading.Lock()
# How many batches of an event source mapping are being worked on, by its UUID.
RUNNING = {}
# Where this emulator listens: known once it has been asked anything.
ENDPOINT = {}


def install():
    own_address()
    functions_run()
    functions_checked()
    settings_kept()
    queues_polled()
    event_sources_checked()


def own_address():
    """Functions are told where to ask. The emulator listens on a port that the system chose."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication

    call = DomainDispatcherApplication.__call__

    def noting_call(self, environ, start_response):
        ENDPOINT["url"] = f"http://127.0.0.1:{environ['SERVER_PORT']}"
        return call(self, environ, start_response)

    DomainDispatcherApplication.__call__ = noting_call


# One invocation


def functions_run():
    """Invoke runs the function, and answers with what it returned, or with its error as Lambda words it.
    https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html"""
    from moto.awslambda.models import LambdaFunction

    def invoke(self, body, request_headers, response_headers):
        event = json.loads(body) if body else {}
        if request_headers.get("X-Amz-Invocation-Type") == "Event":
            threading.Thread(target=run, args=(self, event), daemon=True).start()
            return ""
        result, error, _ = run(self, event)
        if error:
            response_headers["x-amz-function-error"] = "Unhandled"
        return json.dumps(error or result).encode()

    LambdaFunction.invoke = invoke


def run(function, event):
    """What the function returned, its error, and its request's id."""
    request_id = str(uuid.uuid4())
    with tempfile.TemporaryDirectory(dir=FOLDERS.name) as folder:
        answer_file = os.path.join(folder, "answer.json")
        try:
            ended = subprocess.run(
                [os.environ["EMULATOR_NODE"], RUNTIME, unpacked(function.code_bytes), answer_file],
                input=json.dumps(event).encode(),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=environment(function, request_id),
                timeout=int(function.timeout),
            )
            output, timed_out = ended.stdout, False
        except subprocess.TimeoutExpired as late:
            output, timed_out = late.stdout or b"", True
        answer = {}
        if not timed_out and os.path.exists(answer_file):
            with open(answer_file, encoding="utf-8") as file:
                answer = json.load(file)
    error = answer.get("error")
    if timed_out:
        error = {"errorType": "Sandbox.Timedout", "errorMessage": f"RequestId: {request_id} Error: Task timed out after {function.timeout}.00 seconds"}
    elif "result" not in answer and not error:
        error = {"errorType": "Runtime.ExitError", "errorMessage": f"RequestId: {request_id} Error: Runtime exited without an answer"}
    lines = [line for line in output.decode("utf-8", "replace").split("\n") if line]
    if error:
        lines.append(json.dumps(error))
        print(f"{function.function_name}: {json.dumps(error)}\n" + "\n".join(lines), flush=True)
    write_logs(function, lines)
    return answer.get("result"), error, request_id


def unpacked(package):
    """A folder with what is in a package; the same for the same bytes."""
    folder = os.path.join(FOLDERS.name, hashlib.sha256(package).hexdigest())
    with LOCK:
        if not os.path.exists(folder):
            zipfile.ZipFile(io.BytesIO(package)).extractall(folder)
    return folder


def sdk():
    """Node's runtimes bring the SDK with them, and nothing else: a package may not find what else is installed here.
    https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html"""
    folder = os.path.join(FOLDERS.name, "sdk")
    with LOCK:
        if not os.path.exists(folder):
            os.mkdir(folder)
            for scope in ("@aws-sdk", "@smithy"):
                os.symlink(os.path.join(os.environ["EMULATOR_NODE_MODULES"], scope), os.path.join(folder, scope))
    return folder


def environment(function, request_id):
    from moto.sts.models import sts_backends

    session = sts_backends[function.account_id][function.partition].assume_role(
        region_name=function.region,
        role_session_name=function.function_name,
        role_arn=function.role,
        policy=None,
        duration=3600,
        external_id=None,
    )
    return {
        **{key: str(value) for key, value in (function.environment_vars or {}).items()},
        "_HANDLER": function.handler,
        "AWS_ACCESS_KEY_ID": session.access_key_id,
        "AWS_SECRET_ACCESS_KEY": session.secret_access_key,
        "AWS_SESSION_TOKEN": session.session_token,
        "AWS_REGION": function.region,
        "AWS_DEFAULT_REGION": function.region,
        "AWS_ENDPOINT_URL": ENDPOINT["url"],
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.run_time}",
        "AWS_LAMBDA_FUNCTION_NAME": function.function_name,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_size),
        "AWS_LAMBDA_LOG_GROUP_NAME": log_group_of(function),
        "AWS_SDK_UA_APP_ID": os.environ.get("EMULATOR_APP_ID", ""),
        "EMULATOR_FUNCTION_ARN": function.function_arn,
        "EMULATOR_REQUEST_ID": request_id,
        "EMULATOR_TIMEOUT": str(function.timeout),
        # That the SDK will want Node 22, which the runtime has.
        "NODE_NO_WARNINGS": "1",
        "NODE_PATH": sdk(),
        "PATH": os.environ.get("PATH", ""),
        "TZ": ":UTC",
    }


def log_group_of(function):
    return (getattr(function, "logging_config", None) or {}).get("LogGroup") or f"/aws/lambda/{function.function_name}"


def write_logs(function, lines):
    """A function writes into its group as far as its role lets it; nothing tells of what is lost.
    https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html"""
    group = log_group_of(function)
    role = _role(function.role)
    stream = f"{time.strftime('%Y/%m/%d')}/[$LATEST]{uuid.uuid4().hex}"
    arn = f"arn:{function.partition}:logs:{function.region}:{function.account_id}:log-group:{group}"
    if group not in function.logs_backend.groups:
        if not _role_may(role, "logs:CreateLogGroup", arn):
            return
        function.logs_backend.ensure_log_group(group)
    if not lines or not all(_role_may(role, f"logs:{name}", f"{arn}:log-stream:{stream}") for name in ("CreateLogStream", "PutLogEvents")):
        return
    function.logs_backend.create_log_stream(group, stream)
    now = int(time.time() * 1000)
    function.logs_backend.put_log_events(group, stream, [{"timestamp": now, "message": line} for line in lines])


# What a function is


def functions_checked():
    """CreateFunction refuses a role that Lambda may not assume, variables that Lambda sets itself, and more than 4 KB of them. moto
    only looks for the role.
    https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html; the texts are answers of Lambda that users have published."""
    from moto.awslambda.exceptions import InvalidParameterValueException
    from moto.awslambda.models import LambdaBackend, LambdaFunction

    def check(role, variables):
        found = _role(role)
        statements = _listed(_document(found.assume_role_policy_document)["Statement"]) if found else []
        if not any(_names_lambda(statement) for statement in statements):
            raise InvalidParameterValueException("The role defined for the function cannot be assumed by Lambda.")
        reserved = [name for name in variables if any(fnmatch.fnmatchcase(name, pattern) for pattern in RESERVED)]
        because = "Lambda was unable to configure your environment variables because the environment variables you have provided"
        if reserved:
            raise InvalidParameterValueException(f"{because} contains reserved keys that are currently not supported for modification.")
        if len(json.dumps(variables, separators=(",", ":"), ensure_ascii=False).encode()) > ENVIRONMENT_BYTES:
            raise InvalidParameterValueException(f"{because} exceeded the 4KB limit.")

    create_function = LambdaBackend.create_function
    update_configuration = LambdaFunction.update_configuration

    def create_checked_function(self, spec):
        check(spec["Role"], (spec.get("Environment") or {}).get("Variables") or {})
        return create_function(self, spec)

    def update_checked(self, changes):
        variables = (changes.get("Environment") or {}).get("Variables", self.environment_vars)
        check(changes.get("Role", self.role), variables or {})
        return update_configuration(self, changes)

    LambdaBackend.create_function = create_checked_function
    LambdaFunction.update_configuration = update_checked


def _names_lambda(statement):
    principal = statement.get("Principal") or {}
    return statement["Effect"] == "Allow" and isinstance(principal, dict) and "lambda.amazonaws.com" in _listed(principal.get("Service", []))


def settings_kept():
    """GetFunctionConfiguration tells the logging configuration, the key of the variables and the dead-letter queue that were set, also
    by an update. moto forgets them.
    https://docs.aws.amazon.com/lambda/latest/api/API_LoggingConfig.html"""
    from moto.awslambda.models import LambdaFunction

    create, update, describe = LambdaFunction.__init__, LambdaFunction.update_configuration, LambdaFunction.get_configuration

    def keep(self, spec):
        if "LoggingConfig" in spec:
            said = spec["LoggingConfig"]
            as_json = said.get("LogFormat") == "JSON"
            levels = {"ApplicationLogLevel": "INFO", "SystemLogLevel": "INFO"} if as_json else {}
            default = {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{self.function_name}"}
            self.logging_config = {**default, **levels, **{key: value for key, value in said.items() if value}}
        if "KMSKeyArn" in spec:
            self.kms_key_arn = spec["KMSKeyArn"] or None
        if "DeadLetterConfig" in spec:
            self.dead_letter_config = spec["DeadLetterConfig"]
        if "TracingConfig" in spec:
            self.tracing_config = spec["TracingConfig"] or {"Mode": "PassThrough"}

    def create_keeping(self, account_id, spec, *args, **kwargs):
        create(self, account_id, spec, *args, **kwargs)
        keep(self, {"LoggingConfig": {}, **spec})

    def update_keeping(self, changes):
        update(self, changes)
        keep(self, changes)
        return self.get_configuration()

    def describe_kept(self, on_create=False):
        kept = {"LoggingConfig": self.logging_config}
        if getattr(self, "dead_letter_config", None):
            kept["DeadLetterConfig"] = self.dead_letter_config
        return {**describe(self, on_create), **kept}

    LambdaFunction.__init__ = create_keeping
    LambdaFunction.update_configuration = update_keeping
    LambdaFunction.get_configuration = describe_kept


# Queues as event sources


def queues_polled():
    """Lambda polls the queue: at most so many batches at once as the mapping says, or five. What a function returned for is deleted; what
    it failed on is visible again at once, where AWS waits for the queue's visibility timeout, so that a test need not. moto hands
    a message on within SendMessage, which waits for the function.
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html"""
    from moto.sqs.models import Queue

    Queue.lambda_event_source_mappings = property(lambda self: {}, lambda self, value: None)
    threading.Thread(target=poll_for_ever, daemon=True).start()


def poll_for_ever():
    from moto.awslambda.models import lambda_backends

    while True:
        time.sleep(POLL_SECONDS)
        for account in list(lambda_backends.values()):
            for backend in list(account.values()):
                for mapping in list(backend._event_source_mappings.values()):
                    try:
                        poll(backend, mapping)
                    except Exception:
                        traceback.print_exc()


def poll(backend, mapping):
    from moto.sqs.models import sqs_backends

    _, _, service, region, account, name = mapping.event_source_arn.split(":", 5)
    if service != "sqs" or not mapping.enabled:
        return
    queues = sqs_backends[account][region]
    queue = queues.queues.get(name)
    limit = (mapping.scaling_config or {}).get("MaximumConcurrency") or 5
    while queue and RUNNING.get(mapping.uuid, 0) < limit:
        messages = queues.receive_message(name, min(int(mapping.batch_size), 10), 0, int(queue.visibility_timeout))
        if not messages:
            return
        with LOCK:
            RUNNING[mapping.uuid] = RUNNING.get(mapping.uuid, 0) + 1
        threading.Thread(target=work, args=(backend, mapping, queues, name, messages), daemon=True).start()


def work(backend, mapping, queues, name, messages):
    try:
        function = backend.get_function(mapping.function_arn)
        records = [record_of(message, mapping) for message in messages]
        result, error, _ = run(function, {"Records": records})
        failed = {message.id for message in messages} if error else set()
        if not error and "ReportBatchItemFailures" in (mapping.function_response_types or []):
            failed = {item["itemIdentifier"] for item in (result or {}).get("batchItemFailures", [])}
        for message in messages:
            if message.id in failed:
                queues.change_message_visibility(name, message.receipt_handle, 0)
            else:
                queues.delete_message(name, message.receipt_handle)
    except Exception:
        traceback.print_exc()
    finally:
        with LOCK:
            RUNNING[mapping.uuid] -= 1


def record_of(message, mapping):
    return {
        "messageId": message.id,
        "receiptHandle": message.receipt_handle,
        "body": message.body,
        "attributes": {
            "ApproximateReceiveCount": str(message.approximate_receive_count),
            "SentTimestamp": str(message.sent_timestamp),
            "SenderId": message.sender_id,
            "ApproximateFirstReceiveTimestamp": str(message.approximate_first_receive_timestamp),
        },
        "messageAttributes": {},
        "md5OfBody": message.body_md5,
        "eventSource": "aws:sqs",
        "eventSourceARN": mapping.event_source_arn,
        "awsRegion": mapping.region,
    }


def event_sources_checked():
    """CreateEventSourceMapping refuses a role that may not read the queue, and a queue that shows a message again before the function can
    be done with it. moto takes both.
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html; the texts are answers of Lambda that users have published."""
    from moto.awslambda.exceptions import InvalidParameterValueException
    from moto.awslambda.models import LambdaBackend
    from moto.sqs.models import sqs_backends

    create_event_source_mapping = LambdaBackend.create_event_source_mapping

    def create_checked_mapping(self, spec):
        _, _, service, region, account, name = spec["EventSourceArn"].split(":", 5)
        queue = sqs_backends[account][region].queues.get(name) if service == "sqs" else None
        if queue:
            function = self.get_function(spec["FunctionName"])
            for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes"):
                if not _role_may(_role(function.role), f"sqs:{action}", queue.queue_arn):
                    text = f"The function execution role does not have permissions to call {action} on SQS"
                    raise InvalidParameterValueException(text)
            if int(queue.visibility_timeout) < int(function.timeout):
                text = f"Queue visibility timeout: {queue.visibility_timeout} seconds is less than Function timeout: {function.timeout} seconds"
                raise InvalidParameterValueException(text)
        return create_event_source_mapping(self, spec)

    LambdaBackend.create_event_source_mapping = create_checked_mapping


def _listed(value):
    return value if isinstance(value, list) else [value]


def _document(policy):
    return json.loads(policy) if isinstance(policy, str) else policy
