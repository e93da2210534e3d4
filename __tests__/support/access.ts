import { isWildcardOnlyAction, runSimulation } from "@cloud-copilot/iam-simulate";
import type { DeployerPolicies, Policy } from "../../src/deployer-policy";
import { EMULATED_ACCOUNT } from "./account";
import { actionsFor, providersRequests, type RecordedRequest } from "./requests";

/** What IAM is asked about a request. */
export interface Access {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
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
        contextVariables: context as Record<string, string | string[]>,
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
  policies: readonly DeployerPolicies[],
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
    const relevant = policies
      .flatMap(({ plan, ...changing }) => (reads ? [plan] : Object.values(changing)))
      .filter(({ Statement }) => Statement.length > 0);
    if (!(await mayAccess(relevant, access))) denied.push(name);
  }
  return denied.sort();
}

/** What IAM is asked about it, each action on each resource. */
function accessesFor(request: RecordedRequest, region: string): Access[] {
  const resources = resourcesFor(request, region);
  return actionsFor(request).flatMap((action) => resources.map((resource) => ({ action, resource })));
}

/** The ARNs of what is asked about; `*` where AWS knows nothing narrower. */
function resourcesFor({ service, operation, parameters }: RecordedRequest, region: string): string[] {
  /** The first of these parameters that was given, or the first in it. */
  const given = (...names: string[]): string | undefined => {
    const value = names.map((name) => parameters[name]).find((each) => each !== undefined);
    return (Array.isArray(value) ? value[0] : value) as string | undefined;
  };
  const arn = (kind: string, name: string, where = region) =>
    name.startsWith("arn:") ? name : `arn:aws:${service}:${where}:${EMULATED_ACCOUNT}:${kind}${name}`;
  const arnsOf: Readonly<Record<string, () => (string | undefined)[]>> = {
    // A named query is its workgroup's.
    athena: () => [arn("workgroup/", given("WorkGroup", "ResourceARN", "Name") ?? "security-monitoring")],
    cloudtrail: () =>
      [given("Name", "TrailName", "ResourceId", "ResourceIdList")].map((name) => name && arn("trail/", name)),
    cloudwatch: () => [given("AlarmName", "AlarmNames", "ResourceARN")].map((name) => name && arn("alarm:", name)),
    chatbot: () => [given("ChatConfigurationArn", "ResourceARN")].map((name) => name && arn("", name)),
    events: () => [given("Rule", "Name", "ResourceARN") && arn("rule/", given("Rule", "Name", "ResourceARN")!)],
    // Which of them does not matter: AWS Config's permissions are for all of a kind.
    config: () => [
      /Rule|TagResource|TagsForResource/i.test(operation)
        ? arn("config-rule/", "some")
        : arn("configuration-recorder/", "some/some"),
    ],
    glue: () => {
      const nameIn = (input: string) => (parameters[input] as { readonly Name?: string } | undefined)?.Name;
      const database = given("DatabaseName") ?? nameIn("DatabaseInput") ?? given("Name");
      const table = given("DatabaseName") && (given("Name", "TableName") ?? nameIn("TableInput"));
      const whole = operation === "DeleteDatabase" ? ["table", "userDefinedFunction"] : [];
      return given("ResourceArn") !== undefined
        ? [given("ResourceArn")]
        : [
            arn("", "catalog"),
            arn("database/", database!),
            table && arn(`table/${database}/`, table),
            ...whole.map((kind) => arn(`${kind}/`, `${database}/any`)),
          ];
    },
    iam: () => {
      const name = given("RoleName") ?? (operation.includes("ServiceLinkedRole") ? linkedRole : undefined);
      const path =
        name?.toLowerCase() === linkedRole.toLowerCase() ? `aws-service-role/config.amazonaws.com/${linkedRole}` : name;
      return [path && arn("role/", path, "")];
    },
    kms: () => {
      const [alias, key] = [given("AliasName"), given("KeyId", "TargetKeyId")];
      return [alias && arn("", alias), key && arn("key/", key)];
    },
    lambda: () => [given("FunctionName")].map((name) => name && arn("function:", name)),
    // AWS asks for tags of the group, and for the rest of its streams.
    logs: () =>
      operation.endsWith("QueryDefinition") || operation.endsWith("QueryDefinitions")
        ? []
        : [given("resourceArn") ?? arn("log-group:", `${given("logGroupName")}:*`)],
    s3: () => {
      const [bucket, key] = [given("Bucket"), given("Key") ?? (operation === "DeleteObjects" ? "each" : undefined)];
      return [bucket && `arn:aws:s3:::${bucket}${key ? `/${key}` : ""}`];
    },
    sqs: () => [arn("", (given("QueueUrl", "QueueName") ?? "").replace(/.*\//, ""))],
    // A subscription is its topic's.
    sns: () =>
      [given("TopicArn", "ResourceArn", "SubscriptionArn", "Name")].map(
        (name) => name && arn("", name.replace(/:[0-9a-f-]{36}$/, "")),
      ),
  };
  const arns = (arnsOf[service]?.() ?? []).filter((each) => each !== undefined);
  return arns.length > 0 ? arns : ["*"];
}

const linkedRole = "AWSServiceRoleForConfig";
