/** What is read of a bucket. */
export interface Scope {
  /** First and last day, as folders have it: `2026/11/30`. Unset: no limit. */
  readonly from?: string;
  readonly to?: string;
  /** Unset: all. */
  readonly regions?: readonly string[];
}

/** What a path says about the files there. */
interface Described {
  /** The day that they were delivered on, or its month or year: `2026/11`. */
  readonly period?: string;
  readonly region?: string;
}

const region = "[a-z]{2}(?:-[a-z]+)+-\\d";

/**
 * Folders of CloudTrail, `AWSLogs/<account>/CloudTrail/<region>/2026/11/30/`, with those of an organization.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
const ofCloudTrail = new RegExp(`(?:^|/)CloudTrail[^/]*/(${region})/(?:(\\d{4}(?:/\\d\\d){0,2})/)?`);

/** Folders of others by day, such as those of Firehose. Of a year alone nobody knows whether it is one. */
const ofOthers = /(?:^|\/)(20\d\d\/(?:0[1-9]|1[0-2])(?:\/(?:0[1-9]|[12]\d|3[01]))?)\//;

/** A file of CloudTrail, wherever it was copied to. */
const fileName = new RegExp(`(?:^|/)\\d{12}_CloudTrail_(${region})_(\\d{4})(\\d\\d)(\\d\\d)T\\d{4}Z_[^/]*$`);

/** Other logs of CloudTrail, by the name of their folder. */
const kindsOfCloudTrail: Readonly<Record<string, string>> = {
  "CloudTrail-Digest": "CloudTrail digest",
  "CloudTrail-Insight": "CloudTrail Insights",
};

/** Logs of other services, by the name of their folder in that of an account. */
const kindsOfServices: Readonly<Record<string, string>> = {
  CloudFront: "CloudFront access logs",
  Config: "AWS Config",
  GuardDuty: "GuardDuty findings",
  WAFLogs: "WAF logs",
  elasticloadbalancing: "load balancer access logs",
  "network-firewall": "Network Firewall logs",
  vpcdnsquerylogs: "Route 53 Resolver query logs",
  vpcflowlogs: "VPC flow logs",
};

/** Which logs are in a folder, if they are not of events. */
export function kindOfFolder(folder: string): string | undefined {
  const [, ofTrail] = /(?:^|\/)(CloudTrail-[^/]+)\//.exec(folder) ?? [];
  const [, service] = /(?:^|\/)AWSLogs\/(?:o-[^/]+\/)?\d{12}\/([^/]+)\//.exec(folder) ?? [];
  return valueIn(kindsOfCloudTrail, ofTrail) ?? valueIn(kindsOfServices, service);
}

/** @param path The key of an object, or a folder with the slash at its end. */
function describe(path: string): Described {
  const [, ofName, ...day] = fileName.exec(path) ?? [];
  const [, ofFolder, period = ofOthers.exec(path)?.[1]] = ofCloudTrail.exec(path) ?? [];
  return { region: ofFolder ?? ofName, period: period ?? (ofName && day.join("/")) };
}

/** Whether a folder may contain something of the scope, or an object may be. */
export function isWithin(path: string, { from, to, regions }: Scope): boolean {
  const { period, region } = describe(path);
  if (region !== undefined && regions?.includes(region) === false) return false;
  if (period === undefined) return true;
  const { length } = period;
  return (from === undefined || period >= from.slice(0, length)) && (to === undefined || period <= to.slice(0, length));
}

/** Whether a folder, or the one that an object is in, is of one day. */
export function isOfDay(path: string): boolean {
  return describe(path).period?.length === "2026/11/30".length;
}

export function regionIn(path: string): string | undefined {
  return describe(path).region;
}

/** Whether nothing in a path says when, so that a range of days cannot decide. */
export function isUndated(path: string): boolean {
  return describe(path).period === undefined;
}

function valueIn(record: Readonly<Record<string, string>>, key: string | undefined): string | undefined {
  return key !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
