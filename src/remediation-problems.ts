import { standardRules } from "./capabilities/config/rules";
import { remediations, type RemediationName } from "./remediation";
import type { Problem } from "./terraform/parse";
import { isReference } from "./terraform/reference";
import { nearest } from "./terraform/text/nearest";

type Group = Partial<Record<string, unknown>>;

/**
 * What is wrong with remediation because of other groups of settings: no rule of AWS Config that finds what it repairs, or no alerts that
 * would report it. In the module preconditions say the same, but do not compare identifiers.
 *
 * @param known The paths of problems that are reported already.
 */
export function problemsOfRemediation(settings: Group, known: ReadonlySet<string>): Problem[] {
  const [remediation, config, alerts] = ["remediation", "config", "alerts"].map((name) =>
    known.has(name) ? {} : ((settings[name] ?? {}) as Group),
  ) as [Group, Group, Group];
  const right = <T>(name: string) =>
    known.has(`remediation.${name}`) || isReference(remediation[name])
      ? []
      : (Object.entries(remediation[name] ?? {}) as [string, T][]).filter(
          ([key]) => ![...known].some((path) => `${path}.`.startsWith(`remediation.${name}.${key}.`)),
        );
  const enabled = right<string>("modes").filter(([, mode]) => mode !== "off" && mode !== undefined);
  const runbooks = right<{ rule: string }>("runbooks");
  const ofMembers =
    enabled.length > 0 || [...known].some((path) => path.startsWith("remediation"))
      ? []
      : problemsOfMembers(remediation, settings["organization"], known);
  if (enabled.length + runbooks.length === 0) return ofMembers;
  return [
    ...ofMembers,
    ...(alerts["instant"] === false
      ? [
          {
            path: "alerts.instant",
            message: "cannot be false while remediation is enabled: nothing would report what it does",
          },
        ]
      : []),
    ...(decisive.some((path) => known.has(path))
      ? []
      : problemsOfRules(config, [
          ...enabled.flatMap(([name]) => {
            const { trigger } = remediations[name as RemediationName];
            if (!("configRule" in trigger)) return [];
            return [{ path: `remediation.modes.${name}`, rule: name, identifier: trigger.configRule }];
          }),
          ...runbooks.map(([name, { rule }]) => ({ path: `remediation.runbooks.${name}.rule`, rule })),
        ])),
  ];
}

/** The role of other accounts would have no permissions; runbooks assume a role of this account. */
function problemsOfMembers({ modes }: Group, organization: unknown, known: ReadonlySet<string>): Problem[] {
  const path = "organization.members.remediation";
  const { members } = (organization ?? {}) as { readonly members?: { readonly remediation?: unknown } };
  if (members?.remediation !== true || known.has(path) || isReference(modes)) return [];
  const message =
    "cannot be true while no remediation is enabled: set one of remediation.modes to propose or automatic, or remove it";
  return [{ path, message }];
}

/** What tells which rules there are: while one of them is wrong, nobody knows what is missing. */
const decisive = ["", ".enabled", ".existingRecorder", ".rules", ".rulesEnabled", ".disabledRules"].map(
  (name) => `config${name}`,
);

interface Needed {
  readonly path: string;
  readonly rule: string;
  readonly identifier?: string;
}

function problemsOfRules(config: Group, needed: readonly Needed[]): Problem[] {
  const rules = { ...standardRules, ...(config["rules"] as Record<string, { identifier?: string }> | undefined) };
  const disabled = (config["disabledRules"] ?? []) as string[];
  if (isReference(config["rules"]) || isReference(disabled)) return [];
  const hasRules =
    config["rulesEnabled"] !== false && (config["enabled"] !== false || config["existingRecorder"] !== undefined);
  const names = hasRules ? Object.keys(rules).filter((name) => !disabled.includes(name)) : [];
  return needed.flatMap(({ path, rule, identifier }) => {
    if (isReference(rule)) return [];
    if (!hasRules) return [{ path, message: "needs the rules of AWS Config, which are disabled" }];
    if (!names.includes(rule)) {
      const advice =
        identifier === undefined
          ? nearest(rule, names)
          : disabled.includes(rule)
            ? "; remove it from config.disabledRules"
            : `; add config.rules.${rule} with the identifier ${identifier}`;
      return [{ path, message: `needs the rule ${rule} of AWS Config, which is not among those of config${advice}` }];
    }
    const given = rules[rule]?.identifier;
    return identifier === undefined || given === undefined || given === identifier || isReference(given)
      ? []
      : [{ path, message: `needs the identifier ${identifier} in config.rules.${rule}; got ${given}` }];
  });
}
