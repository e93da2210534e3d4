import { parseArn, roleNameOf } from "../arn";
import { argumentOf } from "../blueprint";
import { defaults } from "../defaults";
import type { Decision, Draft } from "../draft";
import { flawsOfDeliveryRole } from "../flaws";
import type { Role, Trail } from "../inventory";
import { freeName } from "../ours";
import { ownerOf } from "../owner";
import { places } from "../places";
import { isOurs } from "../policy-document";

/** The role with which a trail that is ours or becomes ours writes to its log group. */
export function decideDeliveryRole(draft: Draft, trail: Decision<Trail>): Decision<Role> | undefined {
  const { roles, trails, account } = draft.inventory;
  const arn = trail.thing?.roleArn;
  const ofTrail =
    arn && parseArn(arn).account === account ? roles.find(({ name }) => name === roleNameOf(arn)) : undefined;
  const role = ofTrail ?? roles.find(({ name }) => name === defaults.trail.deliveryRoleName);
  if (!role) return draft.decide<Role>("delivery-role", []);
  const others = trails.filter(
    (other) => other !== trail.thing && other.roleArn && roleNameOf(other.roleArn) === role.name,
  );
  const owner = ownerOf(role);
  const obstacle = owner
    ? `it belongs to ${owner}`
    : role.path !== "/"
      ? `its path is ${role.path}, and a role cannot be moved`
      : role.hasBoundary
        ? "it has a permissions boundary, which it would lose"
        : others.length > 0
          ? `the trail ${others[0]!.name} uses it as well`
          : role.trust.statements.some(({ principals }) => principals.join() !== "cloudtrail.amazonaws.com")
            ? "others than CloudTrail may assume it, and could no longer"
            : undefined;
  if (obstacle) {
    draft.leave(
      "delivery-role",
      role.name,
      `${obstacle}: the trail gets a role of ours; delete this one when nothing uses it`,
    );
    return { way: "new" };
  }
  return draft.decide("delivery-role", [
    {
      thing: role,
      id: role.name,
      ways: ["manage"],
      because: ofTrail ? "the trail works as it" : "it has the name of ours",
    },
  ]);
}

export function takeDeliveryRole(draft: Draft, { thing: role }: Decision<Role>, trail: Decision<Trail>): void {
  if (!role) {
    const { deliveryRoleName } = defaults.trail;
    const isTaken = (wish: string) => draft.inventory.roles.some(({ name }) => name === wish);
    draft.set("trail.deliveryRoleName", freeName(deliveryRoleName, isTaken), deliveryRoleName);
    if (trail.thing?.roleArn)
      draft.change(places.trail, "writes to its log group as a role of ours", "see delivery-role");
    return;
  }
  const policyName = argumentOf(places.deliveryPolicy, "name");
  const description = argumentOf(places.deliveryRole, "description");
  draft.set("trail.deliveryRoleName", role.name, defaults.trail.deliveryRoleName);
  draft.import(places.deliveryRole, role.name);
  draft.admit("role", role.name, flawsOfDeliveryRole(role, policyName));
  draft.keepTags(places.deliveryRole, role.tags);
  if (role.description !== description)
    draft.change(places.deliveryRole, `is described: ${description}`, "so that people know");
  if (!isOurs(role.trust, places.deliveryRole, "assume_role_policy")) {
    draft.change(places.deliveryRole, "gets a name for the one statement of its trust policy", "it lets in the same");
  }
  if (role.inlinePolicies.includes(policyName)) draft.import(places.deliveryPolicy, `${role.name}:${policyName}`);
  const others = role.inlinePolicies.filter((name) => name !== policyName);
  if (others.length > 0) {
    draft.leave(
      "delivery-role policy",
      others.join(", "),
      `${policyName} is put beside it; delete it once that is there`,
    );
  }
}
