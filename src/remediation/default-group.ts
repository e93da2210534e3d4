import { idOf, lineOf, peerOf, securityGroup, trafficOf, type SecurityGroup } from "./group-rules";
import type { Logic } from "./logic";

type Rule = SecurityGroup["rules"][number];

/** A call about one rule of a default security group, which is ingress or egress by its rule. */
export interface DefaultGroupChange {
  readonly call: "Revoke" | "Authorize";
  readonly rule: Rule;
}

/** Takes every rule away from the default security group of a VPC. */
export const defaultGroupClosed: Logic<SecurityGroup, DefaultGroupChange> = {
  schema: securityGroup,

  assess({ GroupName, rules }) {
    // Of any other group every rule would go.
    const open = GroupName === "default" ? rules : [];
    return {
      causes: open.map((rule) => `${rule.SecurityGroupRuleId} allows ${inWords(rule)}`),
      changes: open.map((rule) => ({ call: "Revoke", rule })),
      proposed: [],
    };
  },

  after(group, changes) {
    return {
      ...group,
      rules: changes.reduce(
        (rules, { call, rule }) =>
          call === "Authorize" ? [...rules, rule] : rules.filter((each) => lineOf(each) !== lineOf(rule)),
        group.rules,
      ),
    };
  },

  back(changes, { rules }) {
    return changes.map(({ call, rule }) => ({
      call: call === "Revoke" ? "Authorize" : "Revoke",
      rule: { ...rule, SecurityGroupRuleId: idOf(rules, lineOf(rule)) ?? rule.SecurityGroupRuleId },
    }));
  },

  describe({ call, rule }) {
    return call === "Revoke"
      ? `revoke ${rule.SecurityGroupRuleId}, which allows ${inWords(rule)}`
      : `add a rule that allows ${inWords(rule)}`;
  },

  lines: ({ rules }) => rules.map(lineOf).sort(),
};

function inWords(rule: Rule): string {
  return `${trafficOf(rule)} ${rule.IsEgress ? "to" : "from"} ${peerOf(rule)}`;
}
