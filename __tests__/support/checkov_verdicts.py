"""Prints what Checkov says of Terraform plans, as JSON: its version, and what each check finds of which resource.

The program leaves out what it cannot tell (UNKNOWN); here it is kept. Nothing is asked of Checkov's platform.
"""

import json
import os
import sys

# A plan before the first apply knows few ARNs. Without this Checkov takes an argument that is not known yet for missing.
os.environ["EVAL_TF_PLAN_AFTER_UNKNOWN"] = "true"

from checkov.common.output.report import Report
from checkov.runner_filter import RunnerFilter
from checkov.terraform.plan_runner import Runner
from checkov.version import version

verdicts = []


def keep(_, record):
    verdicts.append(
        {
            "check": record.check_id,
            "name": record.check_name,
            "resource": record.resource,
            "result": record.check_result["result"].value,
        }
    )


Report.add_record = keep
for plan in sys.argv[1:]:
    if Runner().run(files=[plan], runner_filter=RunnerFilter(framework=["terraform_plan"])).parsing_errors:
        sys.exit(f"{plan} is no plan that Checkov can read")
json.dump({"version": version, "verdicts": verdicts}, sys.stdout)
