import { isWildcardOnlyAction, runSimulation } from "@cloud-copilot/iam-simulate";
import type { Policy } from "../../src/deployer-policy";
import { EMULATED_ACCOUNT } from "./account";
import { actionsFor, providersRequests, type RecordedRequest } from "./requests";

/** What IAM is asked about a request. */
export interface Access {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** A key is nobody's whose policy does not leave it to the account's IAM policies, as ours do. */
const keyPolicy = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${EMULATED_ACCOUNT}:root` }, Action: "kms:*", Resource: "*" },
  ],
};

/** Whether a principal of the account with nothing but these policies may do it. Resources' own policies are left out. */
export async function mayAccess(
  policies: readonly Policy[],
  { action, resource, context = {} }: Access,
): Promise<boolean> {
  const [service, name] = action.split(":") as [string, string];
  const simulated = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${EMULATED_ACCOUNT}:role/deployer`,
        action,
        resource: {
          resource: (await isWildcardOnlyAction(service, name)) ? "*" : resource,
          accountId: EMULATED_ACCOUNT,
        },
        contextVariables: context,
      },
      identityPolicies: policies.map((policy, index) => ({ name: String(index), policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: service === "kms" ? keyPolicy : undefined,
    },
    {},
  );
  if (simulated.resultType === "error")
    throw new Error(`${action} on ${resource}: ${JSON.stringify(simulated.errors)}`);
  return simulated.overallResult === "Allowed";
}

/**
 * Those of the provider's requests that a deployer may not make: what reads has to be allowed by a policy to plan, the rest by
 * one to apply. Where settings are changed the deployer has the policies of those before and those after.
 */
export async function deniedBy(
  policies: readonly { readonly plan: Policy; readonly apply: Policy }[],
  requests: readonly RecordedRequest[],
  region: string,
): Promise<string[]> {
  const asked = new Map<string, Access>();
  for (const request of providersRequests(requests)) {
    for (const access of accessesFor(request, region)) asked.set(`${access.action} on ${access.resource}`, access);
  }
  const denied: string[] = [];
  for (const [name, access] of asked) {
    const reads = /:(Describe|Get|List)/.test(access.action);
    if (
      !(await mayAccess(
        policies.map(({ plan, apply }) => (reads ? plan : apply)),
        access,
      ))
    )
      denied.push(name);
  }
  return denied.sort();
}

/** What IAM is asked about it, each action on each resource. */
export function accessesFor(request: RecordedRequest, region: string): Access[] {
  const resources = resourcesFor(request, region);
  return actionsFor(request).flatMap((action) => resources.map((resource) => ({ action, resource })));
}

/** The ARNs of what is asked about; `*` where AWS knows nothing narrower. */
function resourcesFor({ service, operation, parameters }: RecordedRequest, region: string): string[] {
  const given = (...names: string[]) => names.map((name) => parameters[name]).find((value) => value !== undefined);
  const arn = (resource: unknown, of = service, where = region) =>
    String(resource).startsWith("arn:") ? String(resource) : `arn:aws:${of}:${where}:${EMULATED_ACCOUNT}:${resource}`;
  const first = (list: unknown) => (list as unknown[])[0];
  switch (service) {
    case "cloudtrail": {
      const name =
        given("Name", "TrailName", "ResourceId") ?? (given("ResourceIdList") && first(given("ResourceIdList")));
      return name === undefined ? ["*"] : [String(name).startsWith("arn:") ? String(name) : arn(`trail/${name}`)];
    }
    case "cloudwatch": {
      const names = given("AlarmName") ? [given("AlarmName")] : ((given("AlarmNames") ?? []) as unknown[]);
      if (operation === "DescribeAlarms") return ["*"];
      return given("ResourceARN") ? [String(given("ResourceARN"))] : names.map((name) => arn(`alarm:${name}`));
    }
    case "config": {
      const rule = given("ConfigRuleName", "ConfigRuleNames", "ConfigRule");
      return [/Rule/.test(operation!) || rule ? arn("config-rule/some") : arn("configuration-recorder/some/some")];
    }
    case "iam": {
      const linked = "aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";
      const name = given("RoleName") ?? (/ServiceLinkedRole/.test(operation!) ? "AWSServiceRoleForConfig" : undefined);
      return name === undefined
        ? ["*"]
        : [arn(`role/${/^AWSServiceRoleForConfig$/i.test(String(name)) ? linked : name}`, "iam", "")];
    }
    case "kms": {
      const key = given("KeyId", "TargetKeyId");
      return [
        ...(given("AliasName") ? [arn(given("AliasName"))] : []),
        ...(key ? [String(key).startsWith("arn:") ? String(key) : arn(`key/${key}`)] : []),
        ...(key || given("AliasName") ? [] : ["*"]),
      ];
    }
    case "lambda":
      return [arn(String(given("FunctionName")).replace(/^.*:function:|^/, "function:"))];
    case "logs":
      if (operation === "DescribeLogGroups") return ["*"];
      // AWS asks for tags without what stands for the streams.
      return [given("resourceArn") ? String(given("resourceArn")) : arn(`log-group:${given("logGroupName")}:*`)];
    case "s3":
      if (!given("Bucket")) return ["*"];
      if (operation === "DeleteObjects") return [`arn:aws:s3:::${given("Bucket")}/each`];
      return [`arn:aws:s3:::${given("Bucket")}${given("Key") ? `/${given("Key")}` : ""}`];
    case "sns":
      // A subscription is its topic's.
      return [
        String(given("TopicArn", "ResourceArn", "SubscriptionArn") ?? arn(given("Name"))).replace(
          /:[0-9a-f-]{36}$/,
          "",
        ),
      ];
    default:
      return ["*"];
  }
}
