import { eventPaths } from "./event";
import type { Message } from "./message";

/**
 * What a function of a remediation did, proposes or could not do; it says so in an event of its own. Texts in it name resources, whose
 * names others chose: chat has the title, which is a text of its own, and shows the rest as keywords or not at all.
 */
export function remediationMessage(of: { severity: string }): Message {
  const detail = (name: string) => `$.detail.${name}`;
  return {
    severity: of.severity,
    title: "<title>",
    paths: {
      ...eventPaths,
      // The event is of the function's account, the resource may be in another one.
      account: detail("account"),
      region: detail("region"),
      title: detail("title"),
      remediation: detail("remediation"),
      outcome: detail("outcome"),
      resource: detail("resource"),
      wrong: detail("wrong"),
      change: detail("change"),
      changedBy: detail("changedBy"),
      undo: detail("undo"),
      exempt: detail("exempt"),
      note: detail("note"),
    },
    facts: [
      { label: "Outcome", value: "<outcome>" },
      { label: "Remediation", value: "<remediation>" },
      { label: "Resource", value: "<resource>", chat: "" },
    ],
    keywords: ["<resource>", "<change>"],
    firstSteps:
      "Ask whoever changed the resource last whether they meant to. If the change was wanted, undo the remediation and exempt the resource; if not, correct its source, such as a Terraform configuration, which otherwise brings it back. The e-mail of this alert has the commands.",
    links: [],
    details: [
      { label: "What was wrong", value: "<wrong>" },
      { label: "Change", value: "<change>" },
      { label: "Changed last by", value: "<changedBy>" },
      { label: "To undo", value: "<undo>" },
      { label: "To exempt", value: "<exempt>" },
      { label: "Note", value: "<note>" },
    ],
  };
}

/**
 * A resource that was tagged so that remediation leaves it unchanged. The event does not say who did it.
 *
 * @param of.isMember Whether it is of another account, which no sweep examines.
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/monitor-tag-changes.html
 */
export function exemptionMessage(of: { severity: string; isMember?: boolean }): Message {
  const next = of.isMember
    ? "remove the tag, and correct the resource by hand: no sweep examines those of other accounts"
    : "remove the tag: the next daily sweep examines the resource again";
  return {
    severity: of.severity,
    title: "A resource was exempted from remediation: <service> <resourceType>",
    paths: {
      ...eventPaths,
      resource: "$.resources[0]",
      service: "$.detail.service",
      resourceType: "$.detail.resource-type",
      time: "$.time",
    },
    facts: [
      { label: "Resource", value: "<resource>", chat: "" },
      { label: "Time (UTC)", value: "<time>" },
    ],
    keywords: ["<resource>"],
    why: "Whoever may tag a resource can disable its remediation.",
    firstSteps: `Find out in CloudTrail who tagged the resource, and ask for the reason. If there is none, ${next}.`,
    links: [],
  };
}
