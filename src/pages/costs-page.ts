import { listPrices, services, units, type Price } from "../estimate";
import type { Operations, ResourceOperations } from "../terraform/operations";
import { table } from "./tables";

/** What AWS bills for each type of resource, as its topic declares it. */
export function costsPage(operations: Operations): string {
  const rows = Object.entries(operations).flatMap(([type, { costs }]: [string, Partial<ResourceOperations>]) =>
    (costs ?? []).map((price) => [`\`${type}\``, usdOf(price), unitsOf(price), freeOf(price)]),
  );
  return `# What it costs

<!-- Generated: \`npm run generate\` writes this file. -->

List prices of ${listPrices.region}, ${listPrices.month}, in US dollars. Resources that are not in the table are free.

${table(["Resource", "USD", "per", "Free"], rows)}

AWS's own pages: ${Object.values(services)
    .map(({ name, source }) => `[${name}](${source})`)
    .join(", ")}.

With the defaults, in a quiet account, that is two keys and little else. In a busy account most of the bill is AWS Config's changes:
\`config.excludedResourceTypes\` reduces them, and \`config.recordingFrequency: DAILY\` where a resource changes more than four times on a day.
A second trail in the account, such as an organization's or Control Tower's, makes one of the two a paid copy: use it with
\`trail.existingLogGroup\`.

## For your settings

\`npm run estimate\` multiplies these prices by what the settings in \`security-monitoring.yaml\` deploy, and by what happens in the account:

\`\`\`sh
npm run estimate -- --events 2.5M --configuration-items 20k
npm run estimate -- --from-account --region eu-central-1
\`\`\`

It needs neither Terraform nor AWS. With \`--from-account\` it reads what an account counts already, and says where each number is from:
CloudWatch's figures of the log group of a trail, of AWS Config and of the alert topic for the last 30 days, the roles and users, and the
other trails. Of a resource type that did not change for two weeks CloudWatch lists nothing. \`--policy\` prints the permissions for that. What is neither given nor read is a range, from a quiet account to a busy one, and so is the total. Below the total
it lists what changes of the settings save, each by calculating once more. A few rules that it follows:

- Volumes are those of one account. The options say which count all regions together, and which a single one. \`--regions\` deploys the settings
  to more regions as [two instances](two-instances.md) describes it: trail and detections are in the first.
- AWS grants each account its free allowances, but an organization only once for all its accounts: \`--organization\`. What else in the account
  uses up an allowance is not known.
- With \`organization\` in the settings, \`--accounts\` are those of the organization: the security account has what happens in all of them, and
  each other one what the settings bring to members. AWS bills the members for it: the total is that of all accounts together.
- A trial ends after 30 days, so the first month has a total of its own.
- AWS Config's resource types: \`--items-of AWS::EC2::NetworkInterface=15k\` says how many of the configuration items are of a type. Only then
  can the estimate know what excluding the type, or recording it daily, saves.
- It does not contain: tax, discounts, data transfer, queries without \`athena\` and \`savedQueries\`, storage of what AWS Config and S3 deliver, and of noncurrent
  versions, which are small; cheaper storage classes of \`transitions\`.
`;
}

function usdOf({ usd, above = [] }: Price): string {
  return [usd, ...above.map((tier) => `${tier.usd} above ${count(tier.quantity)}`)].join(", ");
}

function unitsOf({ unit, per = 1, note }: Price): string {
  const { name, singular } = units[unit];
  return [per === 1 ? singular : `${count(per)} ${name}`, note].filter(Boolean).join("; ");
}

function freeOf({ free, trialDays, countedIn }: Price): string {
  return [
    free && `${count(free)} a month${countedIn === "region" ? " in each region" : ""}`,
    trialDays && `the first ${trialDays} days`,
  ]
    .filter(Boolean)
    .join(", and ");
}

function count(quantity: number): string {
  return quantity.toLocaleString("en");
}
