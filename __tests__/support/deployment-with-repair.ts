import { Deployment, type Deployed, type ResourceType } from "../../src/cli/deployment/deployment";
import { settingsVariable, type FunctionSettings } from "../../src/remediation";
import { place, settings } from "./repaired-account";

/**
 * A deployment with a bucket of records.
 *
 * @param functions What each function is told besides, or instead.
 */
export function deploymentWithRepair(...functions: readonly (Partial<FunctionSettings> | string)[]): Deployment {
  const { region, account } = place;
  const resource = (type: ResourceType, capability: string, attributes: object) =>
    ({ type, capability, attributes }) as Deployed<ResourceType>;
  const told = (changed: Partial<FunctionSettings> | string) =>
    typeof changed === "string" ? changed : JSON.stringify({ ...settings, ...changed });
  return new Deployment("module.security_monitoring", [
    resource("aws_sns_topic", "alert_topic", { arn: `arn:aws:sns:${region}:${account}:acme-alerts` }),
    resource("aws_s3_bucket", "remediation_records", { arn: "arn:aws:s3:::retained", bucket: "retained" }),
    ...functions.map((changed, index) =>
      resource("aws_lambda_function", "remediation", {
        arn: `arn:aws:lambda:${region}:${account}:function:f${index}`,
        function_name: `f${index}`,
        environment: [{ variables: { [settingsVariable]: told(changed) } }],
      }),
    ),
  ]);
}

/** Rules of a group that is open to the world on port 22, and on another. */
export const openRules = [
  { SecurityGroupRuleId: "sgr-1", FromPort: 20, Description: "admins" },
  { SecurityGroupRuleId: "sgr-2" },
  { SecurityGroupRuleId: "sgr-3", FromPort: 443, ToPort: 443 },
];
export const openPorts = ["20-22", "22-22", "443-443"];
export const repairedPorts = ["20-21", "443-443"];
