import { parseArn } from "../../arn";
import { addresses } from "../addresses";
import type { Decision, AdoptionPlan } from "../adoption-plan";
import { keyMeant } from "../arn";
import { argumentOf, keyAliases } from "../blueprint";
import { foreignOwnerOf } from "../foreign-owner";
import type { Inventory, Key } from "../inventory";
import { admits, isOurs, outsidersOf, refusedBy } from "../policy-document";
import { weaknessesOfKey } from "../weaknesses/resource-weaknesses";

/** The keys have the same resources and differ in their purpose. */
const keyKinds = {
  logs: {
    kind: "log-key",
    addresses: addresses.logKey,
    setting: "encryption.existingLogKey",
  },
  alerts: {
    kind: "alert-key",
    addresses: addresses.alertKey,
    setting: "alerts.existingKey",
  },
} as const;

type Purpose = keyof typeof keyKinds;

/** The ARN of the key with this id, ARN or alias; undefined for an AWS managed key. */
export function customerKey({ keys, account }: Inventory, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  if (id.startsWith("arn:") && parseArn(id).account !== account) return id;
  const key = keyMeant(keys, id);
  return key?.isCustomerManaged ? key.arn : undefined;
}

/**
 * The key of several resources: one that this monitoring created, one that they use, or a new one.
 *
 * @param inUse ARNs of the keys that the resources use now.
 */
export function decideKey(
  plan: AdoptionPlan,
  purpose: Purpose,
  inUse: readonly (string | undefined)[],
): Decision<Key | string> | undefined {
  const { kind, addresses: at } = keyKinds[purpose];
  const alias = keyAliases[purpose];
  const { keys } = plan.inventory;
  const underAlias = keys.find(({ aliases }) => aliases.includes(alias));
  const isOurs =
    underAlias !== undefined &&
    underAlias.description === argumentOf(at.key, "description") &&
    !foreignOwnerOf({ name: "", tags: underAlias.tags });
  const arns = [...new Set([...(underAlias ? [underAlias.arn] : []), ...inUse.filter((arn) => arn !== undefined)])];
  return plan.decide(
    kind,
    arns.map((arn) => {
      const key = keys.find((candidate) => candidate.arn === arn);
      const isOurKey = isOurs && key === underAlias;
      const owner = parseArn(arn).account;
      const isForeign = owner !== plan.inventory.account;
      // With such a key nobody may be notified; the policy of a managed key is replaced.
      const refused = key && purpose === "alerts" && !isOurKey ? refusedBy(key.policy) : [];
      return {
        resource: key ?? arn,
        id: arn,
        alias: key?.aliases[0],
        modes: key && !key.isEnabled ? [] : isOurKey ? (["manage", "use"] as const) : (["use"] as const),
        mustAsk: isForeign || refused.length > 0,
        reason: isForeign
          ? `it belongs to account ${owner}, which can revoke its use`
          : key && !key.isEnabled
            ? "it is not enabled: enable it, or remove its alias"
            : refused.length > 0
              ? `its policy denies ${refused.join(", ")}, so alerts may not be delivered`
              : isOurKey
                ? "this monitoring created it"
                : underAlias === key
                  ? `it has the default alias, ${alias}`
                  : "it is in use",
      };
    }),
    // A second key cannot have the alias.
    { alternatives: underAlias ? [] : ["new"] },
  );
}

/** The key after a decision: its ARN, or `new`. */
export function arnOf({ resource }: Decision<Key | string>): string {
  return resource === undefined ? "new" : typeof resource === "string" ? resource : resource.arn;
}

/** @param services Those that must be able to use the key. */
export function adoptKey(
  plan: AdoptionPlan,
  purpose: Purpose,
  decision: Decision<Key | string>,
  services: readonly string[],
): void {
  const { addresses: at, setting } = keyKinds[purpose];
  const alias = keyAliases[purpose];
  const key = decision.resource;
  if (key === undefined) return;
  if (typeof key !== "string")
    plan.addWeaknesses("key", key.arn, weaknessesOfKey(key, decision.mode === "use", plan.inventory.account));
  if (decision.mode === "use") {
    plan.set(setting, { arn: arnOf(decision) });
    const notAdmitted = typeof key === "string" ? services : services.filter((service) => !admits(key.policy, service));
    if (notAdmitted.length > 0) {
      const names = notAdmitted.join(", ");
      plan.addNote(
        typeof key === "string"
          ? `The policy of key ${key}, which its owner manages, must allow ${names}: check that before you apply, or nothing can be encrypted with it.`
          : `The policy of key ${key.arn} does not name ${names}: allow them before you apply, or nothing can be encrypted with it.`,
      );
    }
    return;
  }
  if (typeof key === "string") return;
  plan.import(at.key, key.id);
  plan.recordTags(at.key, key.tags);
  plan.change(at.key, "no change in AWS", "Terraform records the deletion window in its state");
  if (!key.isRotated) plan.change(at.key, "is rotated every year", "Security Hub KMS.4");
  const outsiders = outsidersOf(key.policy, plan.inventory.account);
  if (!isOurs(key.policy, at.key) || outsiders.length > 0) {
    const what = `its policy is replaced${outsiders.length > 0 ? `; it no longer allows ${outsiders.join(", ")}` : ""}`;
    plan.change(at.key, what, "it differs from the default policy");
  }
  if (key.aliases.includes(alias)) plan.import(at.alias, alias);
}
