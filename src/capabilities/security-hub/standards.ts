/** A standard of Security Hub CSPM. */
interface Standard {
  readonly title: string;
  /** What its ARN ends with. */
  readonly resource: string;
  /** Whether its ARN names the region. The oldest one's does not. */
  readonly isRegional: boolean;
}

const regional = (title: string, resource: string): Standard => ({
  title,
  resource: `standards/${resource}`,
  isRegional: true,
});

/** The standards by the id that settings use. https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html */
const standards = {
  fsbp: regional("AWS Foundational Security Best Practices", "aws-foundational-security-best-practices/v/1.0.0"),
  "cis-1.2": {
    title: "CIS AWS Foundations Benchmark 1.2",
    resource: "ruleset/cis-aws-foundations-benchmark/v/1.2.0",
    isRegional: false,
  },
  "cis-1.4": regional("CIS AWS Foundations Benchmark 1.4", "cis-aws-foundations-benchmark/v/1.4.0"),
  "cis-3.0": regional("CIS AWS Foundations Benchmark 3.0", "cis-aws-foundations-benchmark/v/3.0.0"),
  "cis-5.0": regional("CIS AWS Foundations Benchmark 5.0", "cis-aws-foundations-benchmark/v/5.0.0"),
  "nist-800-53": regional("NIST SP 800-53 Revision 5", "nist-800-53/v/5.0.0"),
  "nist-800-171": regional("NIST SP 800-171 Revision 2", "nist-800-171/v/2.0.0"),
  "pci-dss-3.2.1": regional("PCI DSS 3.2.1", "pci-dss/v/3.2.1"),
  "pci-dss-4.0.1": regional("PCI DSS 4.0.1", "pci-dss/v/4.0.1"),
  "resource-tagging": regional("AWS Resource Tagging Standard", "aws-resource-tagging-standard/v/1.0.0"),
} as const satisfies Readonly<Record<string, Standard>>;

export type StandardId = keyof typeof standards;

export const standardIds = Object.keys(standards) as [StandardId, ...StandardId[]];

/** The ARN of a standard. Partition and region may be references. */
export function standardArn(id: StandardId, partition: string, region: string): string {
  const { isRegional, resource } = standards[id];
  return `arn:${partition}:securityhub:${isRegional ? region : ""}::${resource}`;
}
