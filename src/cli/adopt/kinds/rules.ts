import { standardRules } from "../../../capabilities/config/rules";
import type { Draft } from "../draft";
import type { Rule } from "../inventory";
import { ownerOf } from "../owner";
import { places } from "../places";

/**
 * The standard rules: one that is there under its name or another is taken over with all that is set of it. A rule that is
 * not ours to change takes the place of ours.
 */
export function takeRules(draft: Draft): void {
  const { rules } = draft.inventory;
  const disabled: string[] = [];
  for (const [name, standard] of Object.entries(standardRules)) {
    const namesake = rules.find((rule) => rule.name === name);
    const rule = namesake ?? rules.find(({ identifier, madeBy }) => identifier === standard.identifier && !madeBy);
    if (!rule) continue;
    const owner = rule.madeBy ?? ownerOf(rule);
    if (owner || rule.identifier !== standard.identifier) {
      disabled.push(name);
      draft.leave(
        "rule",
        rule.name,
        owner
          ? `it belongs to ${owner}: ours is left out`
          : `it is another rule (${rule.identifier ?? "a custom one"}) under the name of ours, which is left out`,
      );
      continue;
    }
    draft.findings.push({
      kind: "rule",
      id: rule.name,
      way: "manage",
      because: namesake ? "it has the name of ours" : "it is the same managed rule",
    });
    draft.import(places.rule, rule.name, rule.name);
    draft.keepTags(places.rule, rule.tags, rule.name);
    if (rule.name !== name) disabled.push(name);
    if (rule.name !== name || isSet(rule) || (rule.description && rule.description !== standard.description)) {
      draft.set(`config.rules`, {
        ...(draft.settings["config"] as { rules?: object } | undefined)?.rules,
        [rule.name]: asSetting(rule),
      });
    } else if (!rule.description) {
      draft.change(places.rule, `is described: ${standard.description}`, "so that people know", rule.name);
    }
  }
  if (disabled.length > 0) draft.set("config.disabledRules", disabled);
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

function withoutUnset(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
}
