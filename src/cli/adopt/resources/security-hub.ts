import { standardArn, standardIds } from "../../../capabilities/security-hub/standards";
import { addresses } from "../addresses";
import type { AdoptionPlan } from "../adoption-plan";
import { defaults } from "../defaults";
import type { Hub } from "../inventory";

/**
 * Security Hub, where it is enabled already. It is disabled by default, so an existing hub is left unchanged, unless it is chosen: then its
 * standards and its aggregator are managed, as far as the settings can express them.
 *
 * @param hasRecorder Whether the monitoring has a recorder, which the standards need.
 */
export function adoptSecurityHub(plan: AdoptionPlan, hasRecorder: boolean): void {
  const { hub } = plan.inventory;
  if (!hub) return;
  const obstacle = hub.administrator
    ? `its administrator, the account ${hub.administrator}, decides about it`
    : hasRecorder
      ? undefined
      : "its standards need a recorder of AWS Config";
  const decision = plan.decide(
    "security-hub",
    [
      {
        resource: hub,
        id: hub.arn,
        modes: obstacle ? ["use"] : ["use", "manage"],
        reason: `${obstacle ?? "it is enabled already"}: leave securityHub.enabled false`,
      },
    ],
    { alternatives: ["none"] },
  );
  if (decision?.mode === "manage") manage(plan, hub);
}

function manage(plan: AdoptionPlan, hub: Hub): void {
  const { account, partition, region } = plan.inventory;
  plan.set("securityHub.enabled", true);
  plan.set("securityHub.autoEnableControls", hub.enablesNewControls, defaults.securityHub.autoEnableControls);
  plan.import(addresses.hub, account);
  if (hub.reportsEachStandard)
    plan.change(
      addresses.hub,
      "reports one finding for a control, not one for each standard",
      "several findings of the same cause hide others",
    );
  const known = hub.standards.map(({ arn, subscriptionArn }) => ({
    arn,
    subscriptionArn,
    id: standardIds.find((id) => standardArn(id, partition, region) === arn),
  }));
  const ids = standardIds.filter((id) => known.some((standard) => standard.id === id));
  plan.set("securityHub.standards", ids, defaults.securityHub.standards);
  for (const { id, arn, subscriptionArn } of known)
    if (id) plan.import(addresses.standard, subscriptionArn, id);
    else
      plan.skip(
        "standard",
        arn,
        /service-managed-aws-control-tower\//.test(arn) ? "it belongs to Control Tower" : "the settings do not know it",
      );
  if (hub.aggregator) manageAggregator(plan, hub.aggregator);
  plan.addNote(
    "From now on Terraform refuses every plan that would delete the hub of Security Hub, because evidence.deletionProtection is on.",
  );
}

function manageAggregator(
  plan: AdoptionPlan,
  { arn, homeRegion, linkingMode, regions }: NonNullable<Hub["aggregator"]>,
) {
  if (homeRegion !== plan.inventory.region) {
    plan.skip("aggregator", arn, `its home region is ${homeRegion}`);
  } else if (linkingMode === "ALL_REGIONS" || linkingMode === "SPECIFIED_REGIONS") {
    plan.set("securityHub.aggregator", regions.length > 0 ? { regions: [...regions] } : {});
    plan.import(addresses.aggregator, arn);
  } else plan.skip("aggregator", arn, `the settings cannot express ${linkingMode}`);
}
