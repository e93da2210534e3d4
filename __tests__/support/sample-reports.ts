import type { DashboardBody } from "../../src/cli/dashboard/body";
import type { Report as DrillReport, Result } from "../../src/cli/drill/report";
import { Evaluator } from "../../src/cli/report/count/evaluator";
import { KnownEvents } from "../../src/cli/report/count/known-events";
import type { Tally } from "../../src/cli/report/count/tally";
import { RecordSplitter } from "../../src/cli/report/json-stream/record-splitter";
import { RecordUnwrapper } from "../../src/cli/report/read/record-unwrapper";
import type { Report as HealthReport } from "../../src/cli/verify/report";
import { detections } from "../../src/detections";

const alert = (
  route: Result["route"],
  name: string,
  call: string,
  outcome: Result["outcome"],
  seconds: Partial<Result["seconds"]>,
  cause?: string,
  whereToLook?: string,
): Result => ({ route, name, call, outcome, seconds: { messages: {}, ...seconds }, cause, whereToLook });

/** Each outcome and each route. */
export const sampleDrill: DrillReport = {
  id: "0123456789",
  account: "111122223333",
  region: "eu-west-1",
  began: "2026-03-02T12:00:00.000Z",
  ended: "2026-03-02T12:06:00.000Z",
  waitMinutes: 20,
  results: [
    alert("metric filter", "security-group-changes", "CreateSecurityGroup", "seen", {
      trail: 212,
      metric: 240,
      alarm: 281,
      messages: { "security-alerts": 282 },
    }),
    alert("event rule", "security-group-opened-to-all", "AuthorizeSecurityGroupIngress", "seen", {
      trail: 200,
      messages: { "security-alerts": 93, "security-alerts-machines": 94 },
    }),
    alert("finding", "guardduty-high", "CreateSampleFindings", "seen", { messages: { "security-alerts": 240 } }),
    alert("direct alarm", "root-account-usage", "SetAlarmState", "seen", { messages: { "security-alerts": 0 } }),
    alert(
      "metric filter",
      "unauthorized-api-calls",
      "GetBucketWebsite",
      "not seen",
      { trail: 190 },
      "the metric did not count it",
      "metric filters of security-monitoring-trail",
    ),
    alert("metric filter", "root-account-usage", "ConsoleLogin", "partly proved", {}, "the root user is not used"),
    alert("metric filter", "access-key-created", "CreateAccessKey", "not testable", {}, "AWS denied iam:CreateUser"),
  ],
  omitted: [{ what: "57 other alarms and event rules", why: "nothing harmless sets them off" }],
  denied: ["AWS denied cloudwatch:GetMetricStatistics"],
  left: ["user of security-drill-0123456789: AWS denied iam:DeleteUser"],
};

/** Each verdict. */
export const sampleHealth: HealthReport = {
  name: "module.security_monitoring",
  account: "111122223333",
  region: "eu-west-1",
  time: "2026-03-02T12:00:00.000Z",
  counts: { broken: 1, attention: 1, "cannot tell": 1, ok: 1 },
  results: [
    {
      check: "trail-logging",
      subject: "trail security-monitoring-trail",
      verdict: "broken",
      finding: "does not log",
      fix: "Run terraform apply.",
    },
    {
      check: "config-rules",
      subject: "rule restricted-ssh",
      verdict: "attention",
      finding: "was never evaluated",
      fix: "Run this again in a day.",
    },
    {
      check: "key-policy",
      subject: "key 1",
      verdict: "cannot tell",
      finding: "permission kms:GetKeyPolicy is missing",
      fix: "Allow the calls that are missing.",
    },
    { check: "bucket-versioning", subject: "bucket files", verdict: "ok", finding: "retains versions" },
  ],
};

/** Two weeks of an account that is deployed to all the time. */
export function sampleTally(): Tally {
  const deploys = { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/deploy/run" };
  const deploy = { ...deploys, sessionContext: { sessionIssuer: { arn: "arn:aws:iam::111122223333:role/deploy" } } };
  const operator = { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/operator", userName: "operator" };
  const root = { type: "Root", arn: "arn:aws:iam::111122223333:root" };
  const hours = (every: number, first = 0) =>
    Array.from({ length: Math.floor((14 * 24 - first) / every) }, (_, index) => first + index * every);
  const Records = [
    ...hours(7).map((hour) => ["iam", "PutRolePolicy", hour, deploy, "203.0.113.7"] as const),
    ...hours(11, 3).map((hour) => ["ec2", "AuthorizeSecurityGroupIngress", hour, deploy, "203.0.113.7"] as const),
    ...hours(50, 20).map((hour) => ["iam", "AttachRolePolicy", hour, operator, "198.51.100.24"] as const),
    ...hours(200, 41).map((hour) => ["iam", "CreateAccessKey", hour, operator, "198.51.100.24"] as const),
    ...hours(300, 170).map((hour) => ["signin", "ConsoleLogin", hour, root, "198.51.100.7"] as const),
  ].map(([service, eventName, hour, userIdentity, sourceIPAddress], index) => ({
    eventID: `event-${index}`,
    eventSource: `${service}.amazonaws.com`,
    eventName,
    eventTime: new Date(Date.UTC(2026, 2, 2, hour)).toISOString().replace(".000", ""),
    eventType: "AwsApiCall",
    sourceIPAddress,
    userIdentity,
    requestParameters: { userName: "backup" },
  }));
  const evaluator = new Evaluator(detections, new KnownEvents(), true);
  evaluator.tally.files = 336;
  const splitter = new RecordSplitter(new RecordUnwrapper(evaluator));
  splitter.push(Buffer.from(JSON.stringify({ Records })));
  splitter.end();
  return evaluator.tally;
}

/** Each kind of widget. */
export const sampleDashboard: DashboardBody = {
  widgets: [
    {
      type: "text",
      x: 0,
      y: 0,
      width: 24,
      height: 1,
      properties: { markdown: "# Security monitoring\nOf an account." },
    },
    {
      type: "alarm",
      x: 0,
      y: 1,
      width: 24,
      height: 2,
      properties: { title: "High", alarms: ["arn:aws:cloudwatch:eu-west-1:111122223333:alarm:root-account-usage"] },
    },
    {
      type: "metric",
      x: 0,
      y: 3,
      width: 12,
      height: 6,
      properties: {
        title: "High",
        view: "timeSeries",
        metrics: [
          ["SecurityMonitoring", "root-account-usage", { id: "counted0", visible: false }],
          ["SecurityMonitoring", "root-account-usage-except", { id: "excepted0", visible: false }],
          [{ id: "detected0", expression: "counted0 - FILL(excepted0, 0)", label: "The root user was used" }],
        ],
      },
    },
    {
      type: "log",
      x: 12,
      y: 3,
      width: 12,
      height: 6,
      properties: { title: "Regions", view: "bar", query: "SOURCE 'events' | stats count(*) by awsRegion" },
    },
  ],
};
