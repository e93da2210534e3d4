import { adopt } from "../../src/cli/adopt/adoption";
import type { Choices } from "../../src/cli/adopt/adoption-plan";
import type {
  Analyzer,
  Bucket,
  Inventory,
  LogGroup,
  Recorder,
  Role,
  Topic,
  Trail,
} from "../../src/cli/adopt/inventory";
import { parsePolicy } from "../../src/cli/adopt/policy-document";
import { monitoringSettings, parseSettings } from "../../src/settings";

export const account = "111122223333";

export const region = "eu-west-1";

export const arn = (service: string, resource: string, where = region) =>
  `arn:aws:${service}:${where}:${account}:${resource}`;

export const trail = (name: string, more: Partial<Trail> = {}): Trail => ({
  name,
  arn: arn("cloudtrail", `trail/${name}`),
  homeRegion: region,
  isOrganizationTrail: false,
  isMultiRegion: true,
  includesGlobalEvents: true,
  validatesFiles: true,
  isLogging: true,
  bucketName: `${name}-files`,
  logGroupArn: `${arn("logs", `log-group:${name}-events`)}:*`,
  selectors: "plain",
  hasInsights: false,
  tags: {},
  ...more,
});

export const logGroup = (name: string, more: Partial<LogGroup> = {}): LogGroup => ({
  name,
  retentionDays: 365,
  filters: [],
  tags: {},
  ...more,
});

export const bucket = (name: string, more: Partial<Bucket> = {}): Bucket => ({
  name,
  region,
  hasGrants: false,
  tags: {},
  ...more,
});

/** A bucket policy as people write it, which allows CloudTrail to deliver to one folder. */
export const delivering = (folder: string) =>
  parsePolicy(
    JSON.stringify({
      Statement: {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::company-files/${folder}`,
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    }),
  );

export const role = (name: string, more: Partial<Role> = {}): Role => ({
  name,
  path: "/",
  trust: {
    statements: [
      { sid: "", effect: "Allow", principals: ["cloudtrail.amazonaws.com"], actions: [], conditionKeys: [] },
    ],
  },
  hasBoundary: false,
  inlinePolicies: [],
  tags: {},
  ...more,
});

export const recorder = (more: Partial<Recorder> = {}): Recorder => ({
  name: "default",
  roleArn: arn("iam", "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", ""),
  strategy: "all",
  recordsGlobalResources: true,
  excludedResourceTypes: [],
  frequency: "CONTINUOUS",
  isRecording: true,
  tags: {},
  ...more,
});

export const topic = (name: string, more: Partial<Topic["details"]> = {}): Topic => ({
  arn: arn("sns", name),
  name,
  details: { policy: { statements: [] }, otherAttributes: [], subscriptions: [], tags: {}, ...more },
});

export const analyzer = (type: string, more: Partial<Analyzer> = {}): Analyzer => ({
  name: type.toLowerCase(),
  type,
  hasExclusions: false,
  tags: {},
  ...more,
});

export const filterOf = (name: string) => ({ name, pattern: "x", metricName: "M", namespace: "N", value: "1" });

export const ofCompany = {
  trails: [trail("company")],
  buckets: [bucket("company-files")],
  logGroups: [logGroup("company-events")],
};

export const emptyInventory: Inventory = {
  account,
  region,
  partition: "aws",
  trails: [],
  buckets: [],
  logGroups: [],
  roles: [],
  keys: [],
  rules: [],
  topics: [],
  alarms: [],
  eventRules: [],
  queues: [],
  analyzers: [],
};

/** An account that has only this. */
export function inventoryOf(there: Partial<Inventory>): Inventory {
  return { ...emptyInventory, ...there };
}

export function adopted(there: Partial<Inventory>, choices: Choices = {}) {
  const adoption = adopt(inventoryOf(there), choices);
  // Whatever is found, the settings are valid.
  if (adoption.questions.length === 0) parseSettings(monitoringSettings, adoption.settings, "settings");
  const found = (kind: string) => adoption.findings.filter((finding) => finding.kind === kind);
  return {
    ...adoption,
    found,
    imported: adoption.imports.map(({ address, key }) => `${address[1]}${key ? `[${key}]` : ""}`),
  };
}
