import { exactly, type Range } from "./range";

/** What happens in an account, which no setting says. Its name is that of an option of the estimate. */
interface Volume {
  /** One sentence, which ends before its full stop. */
  readonly description: string;
  /** `account`: of all regions together; `region`: of each region that the settings are deployed to; `any`: the same everywhere. */
  readonly of: "account" | "region" | "any";
  /** What is assumed if nobody says: a quiet account, and a busy one. */
  readonly unknown: Range;
  /** The least that makes sense. @default 0 */
  readonly least?: number;
}

const volume = (of: Volume["of"], description: string, low: number, high: number): Volume => ({
  of,
  description,
  unknown: { low, high },
});

/** Files a month that CloudTrail delivers for a region with activity: one in about five minutes. */
const filesOfRegion = (30 * 24 * 60) / 5;

export const volumes = {
  events: volume("account", "Management events a month, in all regions together", 100_000, 10_000_000),
  dataEvents: volume(
    "account",
    "Calls a month that read or write objects, as far as the trail records them (trail.s3DataEvents)",
    100_000,
    100_000_000,
  ),
  configurationItems: volume(
    "region",
    "Changes of resources a month, as AWS Config would record all of them continuously",
    200,
    20_000,
  ),
  changesPerDay: {
    ...volume(
      "any",
      "How often a resource that changes on a day does so on that day: recorded DAILY, that is one configuration item",
      1,
      20,
    ),
    least: 1,
  },
  ruleEvaluations: volume("region", "Evaluations by AWS Config rules a month", 100, 10_000),
  securityChecks: volume("region", "Checks by Security Hub a month", 5_000, 200_000),
  findings: volume("region", "Findings of other services that Security Hub receives a month", 10, 20_000),
  flowAndDnsGb: volume("region", "GB of VPC flow and DNS logs a month", 1, 500),
  s3DataEvents: volume("region", "Data events of S3 a month", 100_000, 100_000_000),
  eksAuditEvents: volume("region", "Audit events of EKS a month", 1_000_000, 100_000_000),
  malwareScanGb: volume("region", "GB of EBS volumes that are scanned for malware a month", 10, 1000),
  databaseVcpus: volume("region", "Processors (vCPU) of RDS databases", 2, 64),
  lambdaNetworkGb: volume("region", "GB of network logs of Lambda functions a month", 1, 100),
  runtimeVcpus: volume("region", "Processors (vCPU) with a GuardDuty agent", 2, 200),
  rolesAndUsers: volume("account", "IAM roles and users", 20, 500),
  dashboardLoads: volume("region", "Times a month that somebody loads or refreshes the dashboard", 20, 600),
  queriedGb: volume("account", "GB that queries scan a month, in Athena and in CloudWatch Logs Insights each", 1, 1000),
  alerts: volume("region", "Alerts a month", 10, 3000),
  remediations: volume("region", "Resources a month that a remediation examines", 5, 500),
  files: volume(
    "account",
    "Files delivered to the buckets a month",
    filesOfRegion,
    // 17 regions that every account has, and a file of access logs for each file of the trail.
    17 * 2 * filesOfRegion,
  ),
  months: {
    ...volume("any", "Months since the first apply, of which files and events are stored", 1, 36),
    least: 1,
  },
} as const satisfies Readonly<Record<string, Volume>>;

export type VolumeName = keyof typeof volumes;

/** The option of the estimate: `--configuration-items`. */
export function optionOf(name: VolumeName): string {
  return `--${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
}

/** The volumes of an account, and of what. */
export interface Volumes {
  readonly quantities: Readonly<Record<VolumeName, Range>>;
  /** Changes a month of single types of resources, which are among the configuration items. */
  readonly itemsByType: Readonly<Record<string, number>>;
  /** Trails beside that of the settings that record the management events. */
  readonly otherTrails: number;
}

/** @param given Those that are known. */
export function volumesWith(
  given: Partial<Readonly<Record<VolumeName, number>>> = {},
  rest: Partial<Pick<Volumes, "itemsByType" | "otherTrails">> = {},
): Volumes {
  const entries = Object.entries<Volume>(volumes).map(([name, { unknown }]) => {
    const known = given[name as VolumeName];
    return [name, known === undefined ? unknown : exactly(known)] as const;
  });
  return {
    quantities: Object.fromEntries(entries) as Record<VolumeName, Range>,
    itemsByType: {},
    otherTrails: 0,
    ...rest,
  };
}

/**
 * Volumes as they may be: everything at its low or its high end, with each end of how often a resource changes on a day, of which AWS
 * bills less the higher it is.
 */
export function scenariosOf({ quantities, ...rest }: Volumes): Volumes[] {
  const ends = ["low", "high"] as const;
  return ends.flatMap((end) =>
    ends.map((endOfChanges) => {
      const entries = Object.entries(quantities).map(([name, quantity]) => [
        name,
        exactly(quantity[name === ("changesPerDay" satisfies VolumeName) ? endOfChanges : end]),
      ]);
      return { ...rest, quantities: Object.fromEntries(entries) as Volumes["quantities"] };
    }),
  );
}

/** What is left for a further region: the whole account's was counted in the first. */
export function inFurtherRegion({ quantities, ...rest }: Volumes): Volumes {
  const entries = Object.entries(quantities).map(([name, quantity]) => [
    name,
    volumes[name as VolumeName].of === "account" ? exactly(0) : quantity,
  ]);
  return { ...rest, quantities: Object.fromEntries(entries) as Volumes["quantities"] };
}
