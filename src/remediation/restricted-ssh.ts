import { idOf, lineOf, peerOf, securityGroup, trafficOf, type SecurityGroup } from "./group-rules";
import type { Logic } from "./logic";
import { closeToTheWorld, undoChanges, type GroupChange, type SecurityGroupRule } from "./security-group";

const port = 22;

/** Closes port 22 of a security group to the world. */
export const restrictedSsh: Logic<SecurityGroup, GroupChange> = {
  schema: securityGroup,

  assess({ rules }) {
    const { changes, proposed } = closeToTheWorld(rules, port);
    const open = [...changes.flatMap((change) => ("rule" in change ? [change.rule] : [])), ...proposed];
    return {
      causes: open.map((rule) => `${rule.SecurityGroupRuleId} allows ${trafficOf(rule)} from ${peerOf(rule)}`),
      changes,
      proposed: proposed.map(
        (rule) =>
          `Replace ${rule.SecurityGroupRuleId}, which allows all traffic from ${peerOf(rule)}, by rules for what is needed: "all but port ${port}" cannot be written down.`,
      ),
    };
  },

  after(group, changes) {
    return { ...group, rules: changes.reduce(changed, group.rules) };
  },

  back(changes, { rules }) {
    const authorized = changes.filter(({ call }) => call === "AuthorizeSecurityGroupIngress");
    const ids = authorized.map((change) => idOf(rules, lineOf({ ...permissionIn(change), IsEgress: false })) ?? "");
    return undoChanges(changes, ids);
  },

  describe(change) {
    switch (change.call) {
      case "AuthorizeSecurityGroupIngress":
        return `add a rule that allows ${trafficOf(change.permission)} from ${peerOf(change.permission)}`;
      case "ModifySecurityGroupRules":
        return `narrow ${change.rule.SecurityGroupRuleId} from ${trafficOf(change.rule)} to ${trafficOf(change.permission)}, from ${peerOf(change.rule)}`;
      case "RevokeSecurityGroupIngress":
        return `revoke ${change.rule.SecurityGroupRuleId}, which allows ${trafficOf(change.rule)} from ${peerOf(change.rule)}`;
    }
  },

  lines: ({ rules }) => rules.map(lineOf).sort(),
};

function permissionIn(change: GroupChange) {
  return change.call === "RevokeSecurityGroupIngress" ? change.rule : change.permission;
}

function changed(rules: SecurityGroup["rules"], change: GroupChange): SecurityGroup["rules"] {
  switch (change.call) {
    case "AuthorizeSecurityGroupIngress":
      return [...rules, { ...change.permission, SecurityGroupRuleId: "", IsEgress: false } as (typeof rules)[number]];
    case "ModifySecurityGroupRules": {
      const { SecurityGroupRuleId, IsEgress }: SecurityGroupRule = change.rule;
      const narrowed = { ...change.permission, SecurityGroupRuleId, IsEgress } as (typeof rules)[number];
      return rules.map((rule) => (rule.SecurityGroupRuleId === SecurityGroupRuleId ? narrowed : rule));
    }
    case "RevokeSecurityGroupIngress":
      return rules.filter((rule) => rule.SecurityGroupRuleId !== change.rule.SecurityGroupRuleId);
  }
}
