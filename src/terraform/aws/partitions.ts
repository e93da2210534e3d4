/** The differences between the partitions of AWS that matter here. */
interface Partition {
  /** What follows `logs.<region>.` in the service principal of CloudWatch Logs. */
  readonly logsSuffix: string;
  /** What follows `config.` in the service principal of AWS Config. */
  readonly configSuffix: string;
  /** What follows `<region>.` in addresses of the console, if it is public. */
  readonly console?: string;
  /** Whether it has the Account Management API. */
  readonly hasAccountApi: boolean;
  /** Whether it has Amazon Q Developer in chat applications. */
  readonly hasChat: boolean;
  /** Whether StackSets can be service-managed, which China has no trusted access for. */
  readonly hasManagedStackSets: boolean;
  /** What functions of AWS Lambda run on. Not every region of the other partitions has arm64, which is cheaper. */
  readonly functionArchitecture: "arm64" | "x86_64";
  /** What the names of its regions begin with. */
  readonly regions: string;
  /**
   * The region whose bus gets the events of IAM, Organizations and other global services; unset where that is not known, or where
   * there is only one region.
   */
  readonly globalEvents?: string;
}

const usual = {
  logsSuffix: "amazonaws.com",
  configSuffix: "amazonaws.com",
  hasAccountApi: false,
  hasChat: false,
  hasManagedStackSets: true,
  functionArchitecture: "x86_64",
} as const;

/**
 * Every partition. The endpoints are those of botocore; the service principals, which do not follow the DNS suffix, those of the
 * provider's `aws_service_principal`.
 */
export const partitions: Readonly<Record<string, Partition>> = {
  aws: {
    ...usual,
    console: "console.aws.amazon.com",
    hasAccountApi: true,
    hasChat: true,
    // https://aws.amazon.com/lambda/pricing/ has a price for Arm in every region of it
    functionArchitecture: "arm64",
    regions: "",
    globalEvents: "us-east-1",
  },
  "aws-cn": {
    ...usual,
    logsSuffix: "amazonaws.com.cn",
    console: "console.amazonaws.cn",
    hasAccountApi: true,
    hasManagedStackSets: false,
    regions: "cn-",
    globalEvents: "cn-north-1",
  },
  "aws-eusc": { ...usual, console: "console.amazonaws-eusc.eu", regions: "eusc-" },
  "aws-iso": { ...usual, logsSuffix: "c2s.ic.gov", configSuffix: "c2s.ic.gov", regions: "us-iso-" },
  "aws-iso-b": { ...usual, logsSuffix: "sc2s.sgov.gov", regions: "us-isob-" },
  "aws-iso-e": { ...usual, regions: "eu-isoe-" },
  "aws-iso-f": { ...usual, regions: "us-isof-" },
  "aws-us-gov": {
    ...usual,
    console: "console.amazonaws-us-gov.com",
    regions: "us-gov-",
    globalEvents: "us-gov-west-1",
  },
};

/** The region of the same partition whose bus gets the events of global services, see {@link Partition.globalEvents}. */
export function globalEventsRegion(region: string): string | undefined {
  return partitions[partitionOf(region)]!.globalEvents;
}

/** A property of every partition that differs from the `usual` one, by the partition's name. */
export function exceptions<K extends keyof Partition>(property: K, usual: Partition[K]): Record<string, Partition[K]> {
  return Object.fromEntries(
    Object.entries(partitions).flatMap(([name, { [property]: value }]) =>
      value === undefined || value === usual ? [] : [[name, value]],
    ),
  );
}

/**
 * The regions of every partition, as botocore 1.43 has them. A stack with several regions has a provider for each, so that one that
 * it no longer monitors can still be destroyed.
 */
const regionsByPartition: Readonly<Record<string, readonly string[]>> = {
  aws: [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
  ],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
  "aws-eusc": ["eusc-de-east-1"],
  "aws-iso": ["us-iso-east-1", "us-iso-west-1"],
  "aws-iso-b": ["us-isob-east-1", "us-isob-west-1"],
  "aws-iso-e": ["eu-isoe-west-1"],
  "aws-iso-f": ["us-isof-east-1", "us-isof-south-1"],
  "aws-us-gov": ["us-gov-east-1", "us-gov-west-1"],
};

/** The regions of all partitions. */
export const knownRegions = Object.values(regionsByPartition).flat();

/** The name of the partition that a region belongs to. */
export function partitionOf(region: string): string {
  const candidates = Object.entries(partitions).filter(([, { regions }]) => region.startsWith(regions));
  return candidates.sort(([, one], [, other]) => other.regions.length - one.regions.length)[0]![0];
}

/** The regions of the same partition that are known, itself included. */
export function regionsBeside(region: string): readonly string[] {
  return regionsByPartition[partitionOf(region)] ?? [];
}

/** The regions that need a provider beside that of `home`: Terraform destroys what was in one that is no longer used with its provider. */
export function regionsToReach(home: string, used: readonly string[]): readonly string[] {
  return [...new Set([...regionsBeside(home), ...used])].filter((region) => region !== home);
}
