import { z } from "zod";
import { ConfigRecorder } from "./capabilities/config";
import { monitoringSettings } from "./settings";
import {
  accountId,
  bounded,
  flag,
  group,
  longText,
  oneOf,
  regionName,
  roleArn,
  tagMap,
  text,
  uniqueList,
  wholeNumber,
} from "./terraform/schema";

const backendTypes = [
  "local",
  "s3",
  "cloud",
  "remote",
  "azurerm",
  "gcs",
  "http",
  "pg",
  "consul",
  "kubernetes",
  "cos",
  "oss",
] as const;

/** Properties of every JavaScript object, which `constructs` mistakes for another stack of that name. */
const takenNames = new RegExp(`^(${Object.getOwnPropertyNames(Object.prototype).sort().join("|")})$`);

/** What the deployable stack needs in addition to the monitoring; a module gets it from its caller. */
export const stackSettings = monitoringSettings.extend({
  stackName: text(
    /^[A-Za-z0-9_-]{1,64}$/,
    "a name of 1 to 64 letters, digits, _ and -, not one that JavaScript's objects have",
    takenNames,
  )
    .default("security-monitoring")
    .describe("Name of the stack and of its folder in cdktf.out/stacks."),

  existingRecorders: z
    .record(regionName(), ConfigRecorder.inputs.shape.name.unwrap(), {
      error: "a map of recorders by region, such as us-east-1: default",
    })
    .default({})
    .describe(
      "Names of AWS Config recorders that `regions` have already, by region: a region has one. Nothing of them is changed.",
    ),

  forwardGlobalEvents: flag()
    .default(true)
    .describe(
      "Whether events of IAM, sign-ins of the root user and events of other global services are forwarded from the one region that gets them, such as us-east-1, so that `alerts.instant` covers them. Needs `provider.region`; the same credentials create resources in that region.",
    ),

  provider: group({
    version: text(/^[0-9.<>=!~, ]{1,100}$/, 'a version constraint such as ">= 5.100.0, < 7.0.0"')
      .default(">= 5.100.0, < 7.0.0")
      .describe(
        "Version constraint for the AWS provider, so that Terraform uses a new major version only when you allow it.",
      ),
    maxRetries: wholeNumber(0, 100, "tries")
      .optional()
      .describe(
        "How often the provider retries an AWS call that fails or is throttled. Unset: 25 times, which takes half an hour.",
      ),
    region: regionName()
      .optional()
      .describe("Region of the trail, the alarms and the recorder. Unset: the value of AWS_REGION."),
    profile: longText(1, 256).optional().describe("Profile of the AWS configuration file."),
    assumeRole: group({
      roleArn: roleArn().describe("ARN of the role."),
      sessionName: text(/^[A-Za-z0-9_+=,.@-]{2,64}$/, "2 to 64 letters, digits and _ + = , . @ -")
        .optional()
        .describe("Name of the session."),
      externalId: bounded(2, 1224, /^[A-Za-z0-9_+=,.@:/-]+$/, "2 to 1224 letters, digits and _ + = , . @ : / -")
        .meta({ writeOnly: true })
        .optional()
        .describe("External id that the role requires."),
    })
      .optional()
      .describe("Role that the provider assumes."),
    defaultTags: tagMap().optional().describe("Default tags of the provider, for every resource."),
    allowedAccountIds: uniqueList(accountId())
      .optional()
      .describe("Accounts that Terraform may deploy to; in any other it stops."),
  })
    .prefault({})
    .describe("The AWS provider."),

  backend: z
    .partialRecord(
      oneOf(backendTypes),
      z.record(z.string(), z.unknown(), { error: "the backend's arguments, as Terraform names them, or {}" }),
      { error: "a backend, such as s3: {bucket: …, key: …, use_lockfile: true}" },
    )
    .refine((backend) => Object.keys(backend).length === 1, {
      error: "exactly one backend, such as s3: {bucket: …, key: …, use_lockfile: true}",
    })
    .optional()
    .describe(
      "Where Terraform stores the state: one of its backends with its arguments. Arguments such as secrets can be omitted here and set with `terraform init -backend-config` or in the environment. Unset: a file beside cdktf.json.",
    ),
});

export type StackSettings = z.output<typeof stackSettings>;
