import { parseArn } from "../../arn";
import { addresses } from "../addresses";
import type { Decision, AdoptionPlan } from "../adoption-plan";
import { roleNameOf } from "../arn";
import { argumentOf } from "../blueprint";
import { defaults } from "../defaults";
import { freeName } from "../free-name";
import type { Role, Trail } from "../inventory";
import { isOurs } from "../policy-document";
import { weaknessesOfRole } from "../weaknesses/resource-weaknesses";
import { obstacleOfRole } from "./role";

/** The role with which a new or managed trail writes to its log group. */
export function decideDeliveryRole(plan: AdoptionPlan, trail: Decision<Trail>): Decision<Role> | undefined {
  const { roles, trails, account } = plan.inventory;
  const arn = trail.resource?.roleArn;
  const ofTrail =
    arn && parseArn(arn).account === account ? roles.find(({ name }) => name === roleNameOf(arn)) : undefined;
  const role = ofTrail ?? roles.find(({ name }) => name === defaults.trail.deliveryRoleName);
  if (!role) return plan.decide<Role>("delivery-role", []);
  const others = trails.filter(
    (other) => other !== trail.resource && other.roleArn && roleNameOf(other.roleArn) === role.name,
  );
  const obstacle =
    obstacleOfRole(role, "CloudTrail", "cloudtrail.amazonaws.com") ??
    (others.length > 0 ? `the trail ${others[0]!.name} uses it as well` : undefined);
  if (obstacle) {
    plan.skip(
      "delivery-role",
      role.name,
      `${obstacle}: the trail gets a new role; delete this one when nothing uses it`,
    );
    return { mode: "new" };
  }
  return plan.decide("delivery-role", [
    {
      resource: role,
      id: role.name,
      modes: ["manage"],
      reason: ofTrail ? "the trail uses it" : "it has the default name",
    },
  ]);
}

export function adoptDeliveryRole(
  plan: AdoptionPlan,
  { resource: role }: Decision<Role>,
  trail: Decision<Trail>,
): void {
  if (!role) {
    const { deliveryRoleName } = defaults.trail;
    const isTaken = (preferred: string) => plan.inventory.roles.some(({ name }) => name === preferred);
    plan.set("trail.deliveryRoleName", freeName(deliveryRoleName, isTaken), deliveryRoleName);
    if (trail.resource?.roleArn)
      plan.change(addresses.trail, "writes to its log group with a new role", "see delivery-role");
    return;
  }
  const policyName = argumentOf(addresses.deliveryPolicy, "name");
  const description = argumentOf(addresses.deliveryRole, "description");
  plan.set("trail.deliveryRoleName", role.name, defaults.trail.deliveryRoleName);
  plan.import(addresses.deliveryRole, role.name);
  plan.addWeaknesses("role", role.name, weaknessesOfRole(role, policyName, "write to its log group"));
  plan.recordTags(addresses.deliveryRole, role.tags);
  if (role.description !== description)
    plan.change(addresses.deliveryRole, `gets the description: ${description}`, "readers learn its purpose");
  if (!isOurs(role.trust, addresses.deliveryRole, "assume_role_policy")) {
    plan.change(addresses.deliveryRole, "the statement of its trust policy gets a Sid", "it allows the same principal");
  }
  if (role.inlinePolicies.includes(policyName)) plan.import(addresses.deliveryPolicy, `${role.name}:${policyName}`);
  const others = role.inlinePolicies.filter((name) => name !== policyName);
  if (others.length > 0) {
    plan.skip("delivery-role policy", others.join(", "), `${policyName} is added; delete this one afterwards`);
  }
}
