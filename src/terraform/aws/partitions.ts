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
}

const usual = { logsSuffix: "amazonaws.com", configSuffix: "amazonaws.com", hasAccountApi: false } as const;

/**
 * Every partition. The endpoints are those of botocore; the service principals, which do not follow the DNS suffix, those of the
 * provider's `aws_service_principal`.
 */
export const partitions: Readonly<Record<string, Partition>> = {
  aws: { ...usual, console: "console.aws.amazon.com", hasAccountApi: true },
  "aws-cn": { ...usual, logsSuffix: "amazonaws.com.cn", console: "console.amazonaws.cn", hasAccountApi: true },
  "aws-eusc": { ...usual, console: "console.amazonaws-eusc.eu" },
  "aws-iso": { ...usual, logsSuffix: "c2s.ic.gov", configSuffix: "c2s.ic.gov" },
  "aws-iso-b": { ...usual, logsSuffix: "sc2s.sgov.gov" },
  "aws-iso-e": usual,
  "aws-iso-f": usual,
  "aws-us-gov": { ...usual, console: "console.amazonaws-us-gov.com" },
};

/** A property of every partition that differs from the `usual` one, by the partition's name. */
export function exceptions<K extends keyof Partition>(property: K, usual: Partition[K]): Record<string, Partition[K]> {
  return Object.fromEntries(
    Object.entries(partitions).flatMap(([name, { [property]: value }]) =>
      value === undefined || value === usual ? [] : [[name, value]],
    ),
  );
}
