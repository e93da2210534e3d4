import type { Operations, ResourceOperations } from "../terraform/operations";
import { table } from "./tables";

/** What AWS bills for each type of resource, as its topic declares it. */
export function costsPage(operations: Operations): string {
  const rows = Object.entries(operations).flatMap(([type, { costs }]: [string, Partial<ResourceOperations>]) =>
    (costs ?? []).map(({ usd, per, free = "" }) => [`\`${type}\``, String(usd), per, free]),
  );
  return `# What it costs

<!-- Generated: \`npm run generate\` writes this file. -->

List prices of us-east-1, November 2026. Resources that are not in the table are free.

${table(["Resource", "USD", "per", "Free"], rows)}

With the defaults, in a quiet account, that is two keys and little else. In a busy account most of the bill is AWS Config's changes:
\`config.excludedResourceTypes\` and \`config.recordingFrequency: DAILY\` reduce them. A second trail in the account, such as an
organization's or Control Tower's, makes one of the two a paid copy: use it with \`trail.existingLogGroup\`.
`;
}
