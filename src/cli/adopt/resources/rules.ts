import { ConfigRules, standardRules } from "../../../capabilities/config/rules";
import { addresses } from "../addresses";
import type { AdoptionPlan } from "../adoption-plan";
import { foreignOwnerOf } from "../foreign-owner";
import type { Rule } from "../inventory";
import { isSettable, withoutUnset } from "../settable";
import { weaknessesOfRule } from "../weaknesses/resource-weaknesses";

/**
 * The standard rules: an existing one is adopted with its configuration, whatever its name. A rule that cannot be managed
 * replaces the standard one of its name.
 */
export function adoptRules(plan: AdoptionPlan): void {
  const rules = plan.inventory.rules.map(describedInWords);
  const disabled: string[] = [];
  for (const [name, standard] of Object.entries(standardRules)) {
    const namesake = rules.find((rule) => rule.name === name);
    const same = rules.filter(
      ({ identifier, createdBy }) => !namesake && identifier === standard.identifier && !createdBy,
    );
    const settable = same.filter(canBeSet);
    const rule = namesake ?? settable.find((candidate) => !isSet(candidate)) ?? settable[0];
    for (const other of same.filter((candidate) => !settable.includes(candidate)))
      plan.skip(
        "rule",
        other.name,
        "the settings do not accept its name or parameters: the default rule is created in addition",
      );
    if (!rule) continue;
    const owner = rule.createdBy ?? foreignOwnerOf(rule);
    const obstacle = owner
      ? `it belongs to ${owner}, and its changes are no alerts of this monitoring`
      : rule.identifier !== standard.identifier
        ? `it is another rule (${rule.identifier ?? "a custom one"}) with the name of a default rule`
        : !canBeSet(rule)
          ? "it has the name of a default rule, and the settings cannot express its configuration"
          : undefined;
    if (obstacle) {
      disabled.push(name);
      plan.skip("rule", rule.name, `${obstacle}: the default rule is omitted`);
      continue;
    }
    plan.addWeaknesses("rule", rule.name, weaknessesOfRule(rule));
    if (!plan.inventory.rules.includes(rule))
      plan.change(addresses.rule, "loses its description", "the settings do not accept its text", rule.name);
    plan.findings.push({
      kind: "rule",
      id: rule.name,
      mode: "manage",
      reason: namesake ? "it has the default name" : "it is the same managed rule",
    });
    plan.import(addresses.rule, rule.name, rule.name);
    plan.recordTags(addresses.rule, rule.tags, rule.name);
    if (rule.name !== name) disabled.push(name);
    if (rule.name !== name || isSet(rule) || (rule.description && rule.description !== standard.description)) {
      plan.set(`config.rules`, {
        ...(plan.settings["config"] as { rules?: object } | undefined)?.rules,
        [rule.name]: asSetting(rule),
      });
    } else if (!rule.description) {
      plan.change(
        addresses.rule,
        `gets the description: ${standard.description}`,
        "readers learn its purpose",
        rule.name,
      );
    }
  }
  if (disabled.length > 0) plan.set("config.disabledRules", disabled);
}

/** Without its description, if the settings do not accept it. */
function describedInWords(rule: Rule): Rule {
  const { description, ...rest } = rule;
  const isFine = isSettable(ConfigRules.inputs.shape.rules, {
    rule: { identifier: "INCOMING_SSH_DISABLED", description },
  });
  return isFine ? rule : rest;
}

function canBeSet(rule: Rule): boolean {
  return isSettable(ConfigRules.inputs.shape.rules, { [rule.name]: asSetting(rule) });
}

function isSet({ inputParameters, frequency, scope }: Rule): boolean {
  return Object.keys(inputParameters).length > 0 || frequency !== undefined || scope !== undefined;
}

function asSetting({ identifier, description, inputParameters, frequency, scope }: Rule): object {
  const { resourceTypes, ...rest } = scope ?? {};
  const given = {
    identifier,
    description,
    inputParameters: Object.keys(inputParameters).length > 0 ? inputParameters : undefined,
    maximumExecutionFrequency: frequency,
    scope: scope && withoutUnset({ resourceTypes: resourceTypes && [...resourceTypes], ...rest }),
  };
  return withoutUnset(given);
}
