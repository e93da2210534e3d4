"""Security Hub CSPM, of which moto has only the hub itself: no settings of it, no standards, no controls, no aggregator.

What stands in is as strict as AWS is known to be: a hub is enabled once, nothing exists without one, standards are those that
AWS lists for the region, and a control is updated only in a standard that is enabled. It checks nothing and has no findings.
"""

import json
import re
from datetime import datetime, timezone
from uuid import uuid4

STANDARDS = [
    ("standards/aws-foundational-security-best-practices/v/1.0.0", "AWS Foundational Security Best Practices v1.0.0"),
    ("ruleset/cis-aws-foundations-benchmark/v/1.2.0", "CIS AWS Foundations Benchmark v1.2.0"),
    ("standards/cis-aws-foundations-benchmark/v/1.4.0", "CIS AWS Foundations Benchmark v1.4.0"),
    ("standards/cis-aws-foundations-benchmark/v/3.0.0", "CIS AWS Foundations Benchmark v3.0.0"),
    ("standards/cis-aws-foundations-benchmark/v/5.0.0", "CIS AWS Foundations Benchmark v5.0.0"),
    ("standards/nist-800-53/v/5.0.0", "NIST Special Publication 800-53 Revision 5"),
    ("standards/nist-800-171/v/2.0.0", "NIST Special Publication 800-171 Revision 2"),
    ("standards/pci-dss/v/3.2.1", "PCI DSS v3.2.1"),
    ("standards/pci-dss/v/4.0.1", "PCI DSS v4.0.1"),
    ("standards/aws-resource-tagging-standard/v/1.0.0", "AWS Resource Tagging Standard v1.0.0"),
]

# Of the controls of a standard, those that the tests use.
CONTROLS = {"aws-foundational-security-best-practices": ["IAM.1", "IAM.6", "S3.8"], "cis-aws-foundations-benchmark": ["IAM.6"]}


def securityhub_beyond_the_hub():
    """UpdateSecurityHubConfiguration, standards, controls and the aggregator are stored and given back. EnableSecurityHub refuses
    a second time, and Security Hub finds AWS Config where a recorder records, as AWS's StandardsStatus says."""
    from moto.config.models import config_backends
    from moto.core.responses import BaseResponse
    from moto.securityhub.exceptions import SecurityHubClientError as Refusal
    from moto.securityhub.models import SecurityHubBackend
    from moto.securityhub.responses import SecurityHubResponse
    from moto.securityhub import urls

    for path in (
        "standards",
        "standards/register",
        "standards/deregister",
        "standards/get",
        "associations",
        "findingAggregator/create",
        "findingAggregator/update",
        "findingAggregator/list",
        "findingAggregator/get/(?P<arn>.+)",
        "findingAggregator/delete/(?P<arn>.+)",
    ):
        urls.url_paths["{0}/" + path + "$"] = SecurityHubResponse.dispatch

    prepare = SecurityHubBackend.__init__

    def prepare_more(self, *args, **kwargs):
        prepare(self, *args, **kwargs)
        self.hub_settings, self.subscriptions, self.associations, self.aggregator = {}, {}, {}, None

    def answer(operation):
        """An operation on an enabled hub: from the backend and the request to the answer."""

        def respond(response: BaseResponse):
            backend = response.securityhub_backend
            if not backend.enabled:
                account = f"Account {backend.account_id} is not subscribed to AWS Security Hub"
                raise Refusal("InvalidAccessException", account)
            request = json.loads(response.body) if response.body else {}
            query = {name: values[0] for name, values in response.querystring.items()}
            return json.dumps(operation(backend, {**query, **request, **response.uri_match}))

        return respond

    def enable(response: BaseResponse):
        backend = response.securityhub_backend
        request = json.loads(response.body) if response.body else {}
        if backend.enabled:
            raise Refusal("ResourceConflictException", "Account is already subscribed to Security Hub")
        backend.enable_security_hub(tags=request.get("Tags"))
        backend.hub_settings = {
            "AutoEnableControls": True,
            "ControlFindingGenerator": request.get("ControlFindingGenerator", "SECURITY_CONTROL"),
        }
        if request.get("EnableDefaultStandards", True):
            subscribe(backend, [arn_of(backend, resource) for resource, _ in STANDARDS[:2]])
        return "{}"

    def disable(backend, _):
        backend.disable_security_hub()
        backend.subscriptions, backend.associations, backend.aggregator = {}, {}, None
        return {}

    def describe(backend, request):
        return {**backend.describe_hub(request.get("HubArn")), **backend.hub_settings}

    def configure(backend, request):
        backend.hub_settings.update(request)
        return {}

    def arn_of(backend, resource):
        region = "" if resource.startswith("ruleset/") else backend.region_name
        return f"arn:{backend.partition}:securityhub:{region}::{resource}"

    def standards_of(backend):
        return {arn_of(backend, resource): name for resource, name in STANDARDS}

    def subscribe(backend, arns):
        recorders = config_backends[backend.account_id][backend.region_name].recorders.values()
        is_recording = any(recorder.status.recording for recorder in recorders)
        for arn in arns:
            if arn not in standards_of(backend):
                raise Refusal("InvalidInputException", f"Invalid parameter: standards ARN {arn}")
            tail = re.sub("^(standards|ruleset)/", "", arn.split("::")[1].lstrip(":"))
            owner = f"{backend.region_name}:{backend.account_id}"
            reason = {"StandardsStatusReason": {"StatusReasonCode": "NO_AVAILABLE_CONFIGURATION_RECORDER"}}
            backend.subscriptions[arn] = {
                "StandardsSubscriptionArn": f"arn:{backend.partition}:securityhub:{owner}:subscription/{tail}",
                "StandardsArn": arn,
                "StandardsInput": {},
                "StandardsStatus": "READY" if is_recording else "INCOMPLETE",
                "StandardsControlsUpdatable": "READY_FOR_UPDATES",
                **({} if is_recording else reason),
            }
        return {"StandardsSubscriptions": [backend.subscriptions[arn] for arn in arns]}

    def register(backend, request):
        return subscribe(backend, [each["StandardsArn"] for each in request["StandardsSubscriptionRequests"]])

    def enabled_standards(backend, request):
        wanted = request.get("StandardsSubscriptionArns")
        found = backend.subscriptions.values()
        return {
            "StandardsSubscriptions": [
                each for each in found if not wanted or each["StandardsSubscriptionArn"] in wanted
            ]
        }

    def deregister(backend, request):
        gone = enabled_standards(backend, request)["StandardsSubscriptions"]
        for each in gone:
            del backend.subscriptions[each["StandardsArn"]]
            for key in [key for key in backend.associations if key[1] == each["StandardsArn"]]:
                del backend.associations[key]
        return {"StandardsSubscriptions": [{**each, "StandardsStatus": "DELETING"} for each in gone]}

    def describe_standards(backend, _):
        return {"Standards": [{"StandardsArn": arn, "Name": name} for arn, name in standards_of(backend).items()]}

    def has_control(arn, control):
        return control in next((ids for name, ids in CONTROLS.items() if f"/{name}/" in arn), [])

    def update_associations(backend, request):
        unprocessed = []
        for update in request["StandardsControlAssociationUpdates"]:
            key = (update["SecurityControlId"], update["StandardsArn"])
            if update["AssociationStatus"] == "DISABLED" and not update.get("UpdatedReason"):
                code, reason = "INVALID_INPUT", "UpdatedReason is required to disable a control"
            elif update["StandardsArn"] not in backend.subscriptions or not has_control(update["StandardsArn"], key[0]):
                code, reason = "RESOURCE_NOT_FOUND", "The control does not exist in an enabled standard"
            else:
                # A new reason replaces the last one, and so does none: AWS does not say.
                backend.associations[key] = {
                    name: update[name] for name in ("AssociationStatus", "UpdatedReason") if name in update
                }
                continue
            unprocessed.append(
                {"StandardsControlAssociationUpdate": update, "ErrorCode": code, "ErrorReason": reason}
            )
        return {"UnprocessedAssociationUpdates": unprocessed}

    def list_associations(backend, request):
        control = request["SecurityControlId"]
        owner = f"{backend.region_name}:{backend.account_id}"
        return {
            "StandardsControlAssociationSummaries": [
                {
                    "StandardsArn": arn,
                    "SecurityControlId": control,
                    "SecurityControlArn": f"arn:{backend.partition}:securityhub:{owner}:security-control/{control}",
                    "UpdatedAt": datetime.now(timezone.utc).isoformat(),
                    "AssociationStatus": "ENABLED",
                    **backend.associations.get((control, arn), {}),
                }
                for arn in backend.subscriptions
                if has_control(arn, control)
            ]
        }

    def aggregate(backend, request, arn=None):
        mode, regions = request["RegionLinkingMode"], request.get("Regions", [])
        if mode not in ("ALL_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED", "SPECIFIED_REGIONS", "NO_REGIONS"):
            raise Refusal("InvalidInputException", f"Invalid RegionLinkingMode {mode}")
        if bool(regions) != ("SPECIFIED" in mode):
            raise Refusal("InvalidInputException", f"Regions do not fit {mode}")
        owner = f"{backend.region_name}:{backend.account_id}"
        backend.aggregator = {
            "FindingAggregatorArn": arn or f"arn:{backend.partition}:securityhub:{owner}:finding-aggregator/{uuid4()}",
            "FindingAggregationRegion": backend.region_name,
            "RegionLinkingMode": mode,
            "Regions": regions,
        }
        return backend.aggregator

    def create_aggregator(backend, request):
        if backend.aggregator:
            raise Refusal("InvalidInputException", "A finding aggregator exists already")
        return aggregate(backend, request)

    def the_aggregator(backend, request):
        arn = request["FindingAggregatorArn"]
        if not backend.aggregator or backend.aggregator["FindingAggregatorArn"] != arn:
            raise Refusal("ResourceNotFoundException", f"No finding aggregator {arn}")
        return backend.aggregator

    def update_aggregator(backend, request):
        return aggregate(backend, request, the_aggregator(backend, request)["FindingAggregatorArn"])

    def delete_aggregator(backend, request):
        the_aggregator(backend, request)
        backend.aggregator = None
        return {}

    def list_aggregators(backend, _):
        arns = [backend.aggregator["FindingAggregatorArn"]] if backend.aggregator else []
        return {"FindingAggregators": [{"FindingAggregatorArn": arn} for arn in arns]}

    SecurityHubBackend.__init__ = prepare_more
    SecurityHubResponse.enable_security_hub = enable
    for name, operation in {
        "disable_security_hub": disable,
        "describe_hub": describe,
        "update_security_hub_configuration": configure,
        "describe_standards": describe_standards,
        "batch_enable_standards": register,
        "batch_disable_standards": deregister,
        "get_enabled_standards": enabled_standards,
        "batch_update_standards_control_associations": update_associations,
        "list_standards_control_associations": list_associations,
        "create_finding_aggregator": create_aggregator,
        "update_finding_aggregator": update_aggregator,
        "get_finding_aggregator": the_aggregator,
        "delete_finding_aggregator": delete_aggregator,
        "list_finding_aggregators": list_aggregators,
    }.items():
        setattr(SecurityHubResponse, name, answer(operation))
