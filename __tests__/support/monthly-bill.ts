/**
 * A month's bill in US dollars by the formula of AWS's price pages, with prices of its own: us-east-1, November 2026. It shares nothing
 * with what it judges.
 */

/** What a stack in one account and one region has. */
export interface Counted {
  readonly keys: number;
  readonly metrics: number;
  readonly alarmMetrics: number;
  readonly recipients: number;
  readonly httpsEndpoints: number;
}

/** What happens in a month. */
export type Happening = Readonly<
  Record<
    | "events"
    | "configurationItems"
    | "ruleEvaluations"
    | "securityChecks"
    | "findings"
    | "flowAndDnsGb"
    | "s3DataEvents"
    | "eksAuditEvents"
    | "malwareScanGb"
    | "databaseVcpus"
    | "lambdaNetworkGb"
    | "runtimeVcpus"
    | "rolesAndUsers"
    | "dashboardLoads"
    | "alerts"
    | "files"
    | "months"
    | "changesPerDay",
    number
  >
>;

function above(quantity: number, free: number): number {
  return quantity > free ? quantity - free : 0;
}

/** The first so many at one price, the next at another one, and the rest at the last. */
function inTiers(quantity: number, ...tiers: readonly (readonly [size: number, usd: number])[]): number {
  let left = quantity;
  let usd = 0;
  for (const [size, price] of tiers) {
    const taken = Math.min(left, size);
    usd += taken * price;
    left -= taken;
  }
  return usd;
}

const gbOf = (events: number) => events * 1.5e-6;
const MONTH = 30.4167;
const networkGb = (gb: number) => inTiers(gb, [500, 1], [2000, 0.5], [7500, 0.25], [Infinity, 0.15]);
const thousandsOf = (checks: number) => inTiers(checks, [100_000, 0.001], [400_000, 0.0008], [Infinity, 0.0005]);

/** Log group, metrics, alarms, keys, buckets, alerts and AWS Config, as the defaults have them. */
export function baseBill(
  { keys, metrics, alarmMetrics, recipients, httpsEndpoints }: Counted,
  { events, configurationItems, ruleEvaluations, alerts, files, months }: Happening,
): number {
  const logs = above(gbOf(events), 5) * 0.5 + gbOf(events) * 0.15 * Math.min(months, 365 / MONTH) * 0.03;
  const alarms = above(metrics, 10) * 0.3 + above(alarmMetrics, 10) * 0.1;
  const rotations = months < 12 ? 0 : months < 24 ? 1 : 2;
  const kms = keys * (1 + rotations) + (above(files + alerts, 20_000) / 10_000) * 0.03;
  const stored = gbOf(events) * 0.15 * Math.min(months, 2557 / MONTH);
  const s3 = inTiers(stored, [51_200, 0.023], [460_800, 0.022], [Infinity, 0.021]) + (files / 1000) * 0.005;
  const config = configurationItems * 0.003 + thousandsOf(ruleEvaluations);
  const sns =
    (above(alerts, 1e6) / 1e6) * 0.5 +
    (above(alerts * recipients, 1000) / 1e5) * 2 +
    (above(alerts * httpsEndpoints, 1e5) / 1e5) * 0.06;
  const sqs = (above(ruleEvaluations, 1e6) / 1e6) * 0.4;
  return logs + alarms + kms + s3 + config + sns + sqs;
}

/** GuardDuty with every protection plan, after the trial. */
export function guardDutyBill(of: Happening): number {
  return (
    (of.events / 1e6) * 4 +
    networkGb(of.flowAndDnsGb) +
    inTiers(of.s3DataEvents / 1e6, [500, 0.8], [4500, 0.4], [Infinity, 0.2]) +
    inTiers(of.eksAuditEvents / 1e6, [100, 1.6], [100, 0.8], [Infinity, 0.2]) +
    of.malwareScanGb * 0.03 +
    of.databaseVcpus * 1 +
    networkGb(of.lambdaNetworkGb) +
    of.runtimeVcpus * 1.5
  );
}

/** Security Hub CSPM, after the trial. */
export function securityHubBill({ securityChecks, findings }: Happening): number {
  return thousandsOf(securityChecks) + above(findings, 10_000) * 0.00003;
}

/** Further copies of management events, of which AWS gives the first. */
export function copiesBill({ events }: Happening, copies: number): number {
  return ((copies - 1) * events * 2) / 1e5;
}
