import type { Construct } from "constructs";
import { z } from "zod";
import { filterKey } from "../../detections";
import { type OwnNames, ownGround, ownGroundFilters } from "../../detections/own-ground";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import type { Capability, OutputValues } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { isReference } from "../../terraform/reference";
import { oneOf, roleArn, text } from "../../terraform/schema";

/** What the monitoring consists of besides its log group and its topic. */
const kinds = ["trail", "delivery_role", "log_key", "alert_key", "trail_bucket", "config_bucket"] as const;

export const ownGroundShape = {
  ownNames: z
    .partialRecord(
      oneOf(kinds),
      text(/^[A-Za-z0-9+=,.@_:/-]{1,200}$/, "a name or an ARN of 1 to 200 characters, without spaces and quotes"),
      { error: "a map of names" },
    )
    .default({})
    .describe(
      `Names of what the monitoring consists of, for \`${ownGround}\`: ${kinds.join(", ")}; of the keys their ARNs. What is not named is not watched.`,
    ),
  deployerRoleArn: roleArn()
    .optional()
    .describe(
      `Role that runs \`terraform apply\`: \`${ownGround}\` does not count what its sessions change. Unset: an apply that changes the monitoring triggers the alarm as well.`,
    ),
};

interface Inputs extends z.output<z.ZodObject<typeof ownGroundShape>> {
  readonly logGroupName: string;
  readonly topicArn: string;
}

/**
 * The patterns of the detection with the names of this deployment in them, by the key of their filter: an HCL expression for a map. A name
 * that there is not is written as a hyphen, which nothing is called.
 */
export function ownPatterns(scope: Capability<z.ZodObject, OutputValues>, inputs: Inputs): string {
  const { deployerRoleArn } = inputs;
  const given = scope.local("own_names", inputs.ownNames);
  const hcl = hclIn(scope);
  const named = (kind: (typeof kinds)[number]) => hcl`lookup(${given}, ${kind}, "-")`;
  // The id of a key is the end of its ARN.
  const idOf = (arn: string) => hcl`reverse(split("/", ${arn}))[0]`;
  const names: OwnNames = {
    account: AwsEnvironment.of(scope).accountId,
    trail: named("trail"),
    deliveryRole: named("delivery_role"),
    logGroup: inputs.logGroupName,
    logKey: idOf(named("log_key")),
    alertKey: idOf(named("alert_key")),
    trailBucket: named("trail_bucket"),
    configBucket: named("config_bucket"),
    topicArn: inputs.topicArn,
  };
  const anybody = ownGroundFilters(names);
  if (deployerRoleArn === undefined) return hcl`${byKey(anybody)}`;
  const butDeployer = ownGroundFilters(names, sessionsOf(scope, deployerRoleArn));
  if (!isReference(deployerRoleArn)) return hcl`${byKey(butDeployer)}`;
  return hcl`${deployerRoleArn} == null ? ${byKey(anybody)} : ${byKey(butDeployer)}`;
}

function byKey(filters: ReturnType<typeof ownGroundFilters>) {
  return Object.fromEntries(Object.entries(filters).map(([name, pattern]) => [filterKey(ownGround, name), pattern]));
}

/** The ARN of the sessions of a role, with `*` for the name of the session. The name of a role is unique whatever its path. */
function sessionsOf(scope: Construct, arn: string): string {
  const [pattern, sessions] = [
    "/^arn:([^:]+):iam::([0-9]+):role/(?:.*/)?([^/]+)$/",
    "arn:$1:sts::$2:assumed-role/$3/*",
  ];
  return hclIn(scope)`replace(coalesce(${arn}, "-"), ${pattern}, ${sessions})`;
}
