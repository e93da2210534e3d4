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
  const candidates = Object.values(partitions).filter(({ regions }) => region.startsWith(regions));
  return candidates.sort((one, other) => other.regions.length - one.regions.length)[0]?.globalEvents;
}

/** A property of every partition that differs from the `usual` one, by the partition's name. */
export function exceptions<K extends keyof Partition>(property: K, usual: Partition[K]): Record<string, Partition[K]> {
  return Object.fromEntries(
    Object.entries(partitions).flatMap(([name, { [property]: value }]) =>
      value === undefined || value === usual ? [] : [[name, value]],
    ),
  );
}
