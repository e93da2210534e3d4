import { mapRange, volumesWith, type Range } from "./estimate";
import { monthlyCharges, stacksOf, totalOf, type Stacks } from "./monthly-cost";
import { table } from "./pages/tables";
import { parseSettings } from "./settings";
import { blocksOf } from "./stack-blocks";
import { stackSettings } from "./stack-settings";
import { regionsBeside } from "./terraform/aws/partitions";

const accountCounts = [1, 10, 100, 1000] as const;
const regionCounts = [1, 4, 17] as const;
const home = "us-east-1";
/** On average, of a state after an apply: a resource or data source with all its instances takes 2.4 to 2.7 kB. */
export const STATE_KB_PER_BLOCK = 2.7;
const SECONDS_PER_MONTH = (365 / 12) * 24 * 60 * 60;
/** With everything that reaches members. */
const organization = {
  id: "o-a1b2c3d4e5",
  managementAccountId: "111122223333",
  securityHubTargets: ["r-ab12"],
  configRules: {},
  members: { organizationalUnitIds: ["r-ab12"] },
};
const SECONDS_PER_DAY = 24 * 60 * 60;

/** How much there is of what AWS limits. */
interface Load {
  readonly accounts: number;
  readonly regions: number;
  /** Alerts a second, on average. */
  readonly alerts: number;
}

/** A quota of AWS that grows with the organization. */
interface Quota {
  readonly name: string;
  readonly limit: number;
  readonly source: string;
  readonly used: (load: Load) => number;
  readonly remedy: string;
}

/** As of November 2026; where AWS's page has no date, the day it was read. */
const quotas: readonly Quota[] = [
  {
    name: "E-mails a second, of all topics of an account. AWS disables a subscription that gets more",
    limit: 10,
    source: "https://repost.aws/knowledge-center/sns-email-subscription-disabled",
    used: ({ alerts }) => alerts,
    remedy:
      "`alerts.sqsQueues` or `alerts.httpsEndpoints` for everything, and e-mail for `critical` only, with `alerts.topicsBySeverity`",
  },
  {
    name: "Events a second that rules of a region send to their targets, in the smallest regions (18,750 in us-east-1)",
    limit: 750,
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
    used: ({ alerts }) => alerts,
    remedy: "a home region with a higher quota, or ask AWS",
  },
  {
    name: "Members of Security Hub",
    limit: 10_000,
    source:
      "https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-account-restrictions-recommendations.html",
    used: ({ accounts }) => accounts,
    remedy: "none: a second organization",
  },
  {
    name: "Members of GuardDuty",
    limit: 50_000,
    source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html",
    used: ({ accounts }) => accounts,
    remedy: "none: a second organization",
  },
  {
    name: "Stack instances of a StackSet",
    limit: 100_000,
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
    used: ({ accounts, regions }) => accounts * regions,
    remedy: "fewer regions, or ask AWS",
  },
  {
    name: "Stack instances that an operation changes at the same time, of all StackSets",
    limit: 10_000,
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
    used: ({ accounts, regions }) => accounts * regions,
    remedy: "nothing to do: the operation takes longer",
  },
];

/** What does not grow, although one would expect it to, and why. */
const constants: readonly (readonly [what: string, limit: string, why: string])[] = [
  ["Metric filters of the log group", "100", "one trail and one log group have the events of all accounts"],
  ["Policies of the buckets and of the key", "20 KB, 32 KB", "they name the organization, not its accounts"],
  ["Policy of the event bus", "10,240 characters", "it names the organization, not its accounts"],
  ["Rules of an event bus", "300", "the rules of the home region are the same for all accounts"],
];

/** How the monitoring grows from one account to an organization, calculated from what is synthesised. */
export function growthPage(): string {
  const [alone, together] = [false, true].map((isOrganization) =>
    regionCounts.map((regions) => stackOf(regions, isOrganization)),
  );
  const rows = accountCounts.flatMap((accounts) =>
    regionCounts.map((regions, at) => {
      const { resources, parts } = (accounts === 1 ? alone : together)![at]!;
      const { quiet, busy } = loadsOf(accounts, regions);
      return [
        count(accounts),
        count(regions),
        count(resources),
        count(Math.round(resources * STATE_KB_PER_BLOCK)),
        count((accounts - 1) * regions),
        range(eventsPerSecond(accounts), 1),
        range({ low: quiet.alerts * SECONDS_PER_DAY, high: busy.alerts * SECONDS_PER_DAY }, 0),
        range(totalOf(monthlyCharges(parts, volumesWith(), { accounts, regions, inOrganization: true })), 0),
      ];
    }),
  );
  const largest = loadsOf(1000, 17).busy;
  return `# Growth

<!-- Generated: \`npm run generate\` writes this file. -->

A plan grows with the regions, and not with the accounts: what AWS switches on for a whole organization is one resource, and the rest reaches
members by StackSets. What grows with the accounts are events, alerts and the bill. How long a plan takes is in [speed](speed.md).

With GuardDuty, Security Hub and Access Analyzer enabled. Each account is as quiet, or as busy, as the
[estimate](costs.md) assumes. Resources and data sources are those that the stack declares, each with \`for_each\` once; with its
instances each takes ${STATE_KB_PER_BLOCK} kB of the state on average. Stack instances are those of each StackSet.

${table(
  [
    "Accounts",
    "Regions",
    "Resources and data sources",
    "State, kB",
    "Stack instances",
    "Events a second in the log group",
    "Alerts a day",
    "USD a month",
  ],
  rows,
)}

Most of the bill of a busy organization is GuardDuty and Security Hub, which AWS bills by account; \`npm run estimate\` has them one by one.

## Where a quota breaks first

On average, with 1,000 busy accounts in 17 regions. Alerts come in bursts: leave a tenth.

${table(
  ["Quota of AWS", "Limit", "Used", "Reached with so many busy accounts in 17 regions", "Way round it"],
  quotas.map(({ name, limit, source, used, remedy }) => [
    `[${name}](${source})`,
    count(limit),
    rounded(used(largest)),
    count(Math.ceil((1000 * limit) / used(largest))),
    remedy,
  ]),
)}

## What does not grow

${table(["What", "Limit of AWS", "Why"], constants)}
`;
}

/** What looks at an account, or at every account of an organization, in the home region and in further ones. */
function stackOf(regions: number, isOrganization: boolean): { readonly resources: number; readonly parts: Stacks } {
  const settings = {
    ...(isOrganization && { organization }),
    alerts: { emails: ["security@example.com"] },
    guardduty: { enabled: true },
    securityHub: { enabled: true },
    accessAnalyzer: { enabled: true },
    provider: { region: home },
    regions: regionsBeside(home)
      .filter((region) => region !== home)
      .slice(0, regions - 1),
  };
  const parsed = parseSettings(stackSettings, settings, "the settings");
  const parts = stacksOf(parsed, { accounts: isOrganization ? 2 : 1, regions, inOrganization: isOrganization });
  return { resources: blocksOf(parsed).length, parts };
}

function loadsOf(accounts: number, regions: number): { quiet: Load; busy: Load } {
  const { alerts } = volumesWith().quantities;
  const load = (perMonth: number) => ({
    accounts,
    regions,
    alerts: (perMonth * accounts * regions) / SECONDS_PER_MONTH,
  });
  return { quiet: load(alerts.low), busy: load(alerts.high) };
}

function eventsPerSecond(accounts: number): Range {
  return mapRange(volumesWith().quantities.events, (events) => (events * accounts) / SECONDS_PER_MONTH);
}

function range({ low, high }: Range, digits: number): string {
  return `${rounded(low, digits)} to ${rounded(high, digits)}`;
}

function rounded(value: number, digits = 1): string {
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}

function count(value: number): string {
  return value.toLocaleString("en");
}
