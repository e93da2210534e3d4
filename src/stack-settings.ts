import { z } from "zod";
import { monitoringSettings } from "./settings";
import {
  accountId,
  bounded,
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

/** What every object of JavaScript has, and `constructs` takes for another stack of that name. */
const takenNames = new RegExp(`^(${Object.getOwnPropertyNames(Object.prototype).sort().join("|")})$`);

/** What the deployable stack needs beside the monitoring; a module gets it from its caller. */
export const stackSettings = monitoringSettings.extend({
  stackName: text(
    /^[A-Za-z0-9_-]{1,64}$/,
    "a name of 1 to 64 letters, digits, _ and -, not one that JavaScript's objects have",
    takenNames,
  )
    .default("security-monitoring")
    .describe("Name of the stack, and of its folder below cdktf.out/stacks."),

  provider: group({
    version: text(/^[0-9.<>=!~, ]{1,100}$/, 'a version constraint such as ">= 5.100.0, < 7.0.0"')
      .default(">= 5.100.0, < 7.0.0")
      .describe("Versions of the AWS provider that may be used, so that none is taken before it is wanted."),
    maxRetries: wholeNumber(0, 100, "tries")
      .optional()
      .describe(
        "How often a call that AWS refuses or throttles is tried again. Unset: 25 times, which takes half an hour.",
      ),
    region: regionName()
      .optional()
      .describe("Region of the trail, the alarms and the recorder. Unset: what AWS_REGION says."),
    profile: longText(1, 256).optional().describe("Profile of the AWS configuration file."),
    assumeRole: group({
      roleArn: roleArn().describe("Role to work as."),
      sessionName: text(/^[A-Za-z0-9_+=,.@-]{2,64}$/, "2 to 64 letters, digits and _ + = , . @ -")
        .optional()
        .describe("Name of the session."),
      externalId: bounded(2, 1224, /^[A-Za-z0-9_+=,.@:/-]+$/, "2 to 1224 letters, digits and _ + = , . @ : / -")
        .meta({ writeOnly: true })
        .optional()
        .describe("External id the role asks for."),
    })
      .optional()
      .describe("Role to work as."),
    defaultTags: tagMap().optional().describe("Tags the provider puts on everything."),
    allowedAccountIds: uniqueList(accountId())
      .optional()
      .describe("Accounts Terraform may touch; in any other it stops."),
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
      "Where the state is kept: one of Terraform's backends with its arguments, none or only some of them where `terraform init -backend-config` or its environment gives the rest, such as secrets. Unset: a file beside cdktf.json.",
    ),
});

export type StackSettings = z.output<typeof stackSettings>;
