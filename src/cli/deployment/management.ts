import { inLine } from "../../terraform/text/visible";
import { Stop } from "../stop";
import { deployedAs, refuseIncomplete, regionIn, withElsewhere, type Deployment } from "./deployment";
import { refuseUnknown, type Located } from "./locate";
import { locationOf } from "./location";

/**
 * The monitoring of the management account of an organization, in each of its regions, as a state says.
 *
 * @throws {@link Stop} If half of it is missing, or the state does not say where it is.
 */
export function managementMonitoringOf({ monitoring, here }: Located): Deployment {
  const { name, resources, furtherRegions } = monitoring;
  for (const each of [monitoring, ...furtherRegions]) refuseIncomplete(each, here);
  const all = deployedAs(resources);
  return withElsewhere(name, all, locationOf(all), furtherRegions);
}

/**
 * What the management account of an organization delegates, as a state says.
 *
 * @param region That of its provider, if the state does not say it.
 * @throws {@link Stop} If the state does not say which account it is, or nothing says the region.
 */
export function managementOf({ monitoring, here }: Located, region: string | undefined): Deployment {
  const { name, resources, furtherRegions } = monitoring;
  furtherRegions.forEach(refuseUnknown);
  const all = deployedAs(resources);
  // The ARN of a member is in the account that manages it, and in no region.
  const [, partition, , , account] =
    all
      .map(({ attributes }) => ("arn" in attributes ? attributes.arn : ""))
      .find((arn) => /^arn:[^:]+:organizations::\d{12}:/.test(arn))
      ?.split(":") ?? [];
  if (partition === undefined || account === undefined) {
    throw new Stop(
      `${inLine(name)}, in the state of ${here}, does not say which account manages the organization: its services are registered neither by Organizations nor by CloudTrail. Add one to services, such as config, or look with aws guardduty list-organization-admin-accounts.`,
    );
  }
  const own = regionIn(resources) ?? region;
  if (own === undefined) {
    throw new Stop(
      `The state of ${here} does not say in which region ${inLine(name)} registers GuardDuty and Security Hub: pass --region with that of its provider.`,
    );
  }
  return withElsewhere(name, all, { partition, account, region: own }, furtherRegions);
}
