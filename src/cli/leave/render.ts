import { snakeCase } from "../../terraform/naming";
import { inLine } from "../../terraform/text/visible";
import type { FoundResource, Monitoring } from "../deployment/find";
import type { Decision } from "./decide";

/** What happens to a monitoring, capability by capability. */
export function renderDecision({ forgotten, destroyed, questions }: Decision): string {
  const decided = destroyed.filter(({ capability }) => !questions.includes(capability.replaceAll("_", "-")));
  return [
    section("Terraform forgets these, and they stay in AWS:", forgotten),
    section("Destroyed by the next step below:", decided),
    section(
      "These protect the whole account or organization; decide about each:",
      destroyed.filter((found) => !decided.includes(found)),
    ),
  ].join("");
}

function section(title: string, resources: readonly FoundResource[]): string {
  if (resources.length === 0) return "";
  const capabilities = [...new Set(resources.map(({ capability }) => capability))].sort();
  const width = Math.max(...capabilities.map((capability) => capability.length));
  const lines = capabilities.map((name) => {
    const own = resources.filter(({ capability }) => capability === name);
    return `  ${name.padEnd(width)}  ${own.flatMap(namesInAws).join(", ") || countOf(own)}`;
  });
  return `${title}\n${lines.join("\n")}\n\n`;
}

/** The attribute with the name of a resource in AWS. */
const nameAttributes: Readonly<Record<string, string>> = {
  aws_s3_bucket: "bucket",
  aws_cloudwatch_log_group: "name",
  aws_kms_key: "arn",
  aws_iam_service_linked_role: "name",
  aws_cloudtrail: "name",
  aws_sns_topic: "name",
  aws_config_configuration_recorder: "name",
  aws_cloudformation_stack_set: "name",
};

export function namesInAws({ resource: { type, instances } }: FoundResource): string[] {
  const attribute = nameAttributes[type];
  return attribute === undefined ? [] : instances.map(({ attributes }) => inLine(String(attributes[attribute])));
}

export function countOf(resources: readonly FoundResource[]): string {
  const count = resources.reduce((sum, { resource }) => sum + resource.instances.length, 0);
  return `${count} ${count === 1 ? "resource" : "resources"}`;
}

/** The settings that are missing for the evidence to be deleted: AWS deletes no bucket with files in it. */
export function missingForDeletion(
  { destroyed }: Decision,
  { kind, part }: Pick<Monitoring, "kind" | "part">,
): string[] {
  const isModule = kind === "call" || kind === "root";
  const groups: Readonly<Record<string, string>> = {
    trail_bucket: part === "log-archive" ? "trailBucket" : "trail",
    config_bucket: part === "log-archive" ? "configBucket" : "config",
    access_log_bucket: "accessLogs",
    guardduty_bucket: "guardduty",
    remediation_records: "remediation",
  };
  return destroyed
    .filter(({ resource: { type, instances } }) => {
      return type === "aws_s3_bucket" && instances.some(({ attributes }) => attributes["force_destroy"] !== true);
    })
    .map(({ capability }) => `${groups[capability]!}.forceDestroyBucket`)
    .map((setting) => (isModule ? snakeCase(setting) : setting));
}

/** The last step, once Terraform has forgotten. */
export function nextStep(
  { name: address, kind, others, forwarders, furtherRegions }: Monitoring,
  line: (...args: readonly string[]) => string,
): string {
  const name = inLine(address);
  const beside = [
    ["event forwarders", forwarders] as const,
    ["further regions", furtherRegions.map((region) => region.name)] as const,
  ].flatMap(([what, calls]) => (calls.length === 0 ? [] : `its ${what} (${inLine(calls.join(", "))})`));
  const keyed = /^(.*?)\[("(?:[^"\\]|\\.)*"|\d+)\]/.exec(kind === "call" ? name : "");
  if (keyed) {
    const [, call, key] = keyed;
    const how = key!.startsWith('"')
      ? `remove the key ${key} from the for_each of ${call}`
      : `lower the count of ${call}, which removes only its last instances: ${name} must be one of them`;
    const same = beside.length === 0 ? "" : `, do the same with ${beside.join(" and ")}`;
    return `${how}${same}, then ${line("apply")}. Do not delete the call: its other instances would be destroyed too. Do not apply with ${name} in place: Terraform would create the forgotten resources again.`;
  }
  const and = beside.map((each) => `, those of ${each}`).join("");
  if (kind === "call") {
    return `delete the call ${name}${and} and the references to it from the code, then ${line("apply")}. Do not apply with the call in place: Terraform would create the forgotten resources again.`;
  }
  if (kind === "construct") {
    return `delete the construct ${name}${and} and the references to it from the code, synthesize and deploy. Do not deploy with it in place: Terraform would create the forgotten resources again.`;
  }
  const step = `${line("destroy")}. Do not apply before: Terraform would create the forgotten resources again.`;
  if (others.length === 0) return step;
  const some = others.slice(0, 3).join(", ") + (others.length > 3 ? ` and ${others.length - 3} more` : "");
  return `${step} It also destroys other resources in the same state: ${inLine(some)}. To keep them, move them to another state first.`;
}
