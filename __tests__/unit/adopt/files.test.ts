import { parse } from "yaml";
import { addresses } from "../../../src/cli/adopt/addresses";
import type { Adoption } from "../../../src/cli/adopt/adoption";
import { filesOf } from "../../../src/cli/adopt/files";
import type { Inventory } from "../../../src/cli/adopt/inventory";
import { textOf } from "../../../src/terraform/module";

const inventory = { account: "111122223333", region: "eu-west-1" } as Inventory;
const adoption = {
  imports: [
    { address: addresses.trail, id: "arn:x" },
    { address: addresses.subscriptions.https, key: "https://example.com/it's?a=${b}", id: "arn:y" },
  ],
  settings: {
    tags: { CostCentre: "it's ${not} %{this}" },
    trail: { logRetentionDays: 90, existingLogGroup: { name: "a/b" } },
    alerts: { emails: ["a@example.com"] },
    config: { rules: { "Own-Rule": { identifier: "X", inputParameters: { maxAge: 1 } } } },
  },
} as unknown as Adoption;
const inModule = {
  root: { kind: "module", address: "module.security_monitoring" },
  moduleSource: "./module",
  asCommands: false,
} as const;

test("a call of the module has settings in snake_case, and the keys of maps as they are", () => {
  expect(filesOf(adoption, inventory, inModule).get("security_monitoring.tf")).toBe(`module "security_monitoring" {
  source = "./module"

  tags = {
    "CostCentre" = "it's $\${not} %%{this}"
  }

  trail = {
    log_retention_days = 90
    existing_log_group = {
      name = "a/b"
    }
  }

  alerts = {
    emails = ["a@example.com"]
  }

  config = {
    rules = {
      "Own-Rule" = {
        identifier = "X"
        input_parameters = {
          "maxAge" = 1
        }
      }
    }
  }
}
`);
});

test("import blocks have the address and the id, and no template in them", () => {
  expect(filesOf(adoption, inventory, inModule).get("security_monitoring_imports.tf")).toContain(`import {
  to = module.security_monitoring.module.audit_trail[0].aws_cloudtrail.trail
  id = "arn:x"
}

import {
  to = module.security_monitoring.module.alert_subscriptions.aws_sns_topic_subscription.https["https://example.com/it's?a=$\${b}"]
  id = "arn:y"
}
`);
});

test("commands are quoted for the shell", () => {
  const files = filesOf(adoption, inventory, { ...inModule, root: { kind: "stack" }, asCommands: true });
  expect([...files.keys()]).toEqual(["security-monitoring.yaml", "security-monitoring-imports.sh"]);
  expect(files.get("security-monitoring-imports.sh")).toBe(`#!/bin/sh
set -e

terraform -chdir=cdktf.out/stacks/security-monitoring import aws_cloudtrail.audit_trail arn:x
terraform -chdir=cdktf.out/stacks/security-monitoring import 'aws_sns_topic_subscription.alert_subscriptions_https["https://example.com/it'\\''s?a=$\${b}"]' arn:y
`);
});

test("the settings of the stack are for this account and this region only", () => {
  const yaml = textOf(
    filesOf(adoption, inventory, { ...inModule, root: { kind: "stack" } }),
    "security-monitoring.yaml",
  )!;
  expect(parse(yaml)).toEqual({
    provider: { region: "eu-west-1", allowedAccountIds: ["111122223333"] },
    ...adoption.settings,
  });
});

test("a call in another module, or one of several, is not written to a file", () => {
  for (const address of ["module.a.module.b", 'module.a["eu"]']) {
    const files = filesOf(adoption, inventory, { ...inModule, root: { kind: "module", address } });
    expect([...files.keys()]).toEqual(["security_monitoring_imports.tf"]);
  }
});

test("the call is as terraform fmt writes it: equals signs in line where entries of one line follow each other", () => {
  const settings = {
    trail: { logRetentionDays: 90, name: "abc", existingLogGroup: { name: "a" }, enabled: true, bucketName: "b" },
  };
  expect(filesOf({ ...adoption, settings }, inventory, inModule).get("security_monitoring.tf")).toContain(`  trail = {
    log_retention_days = 90
    name               = "abc"
    existing_log_group = {
      name = "a"
    }
    enabled     = true
    bucket_name = "b"
  }
`);
});
