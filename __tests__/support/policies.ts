import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import type { Block, Configuration } from "./synthesize";

/** Where the simulated account is. */
export const account = "111122223333";
export const region = "eu-west-1";

interface Statement {
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources?: readonly string[];
  readonly principals?: readonly { readonly type: string; readonly identifiers: readonly string[] }[];
  readonly condition?: readonly {
    readonly test: string;
    readonly variable: string;
    readonly values: readonly string[];
  }[];
}

/** A policy document as AWS gets it, applied to {@link account} in {@link region}. */
export function policyOf(configuration: Configuration, document: string): Block {
  const text = JSON.stringify(configuration.statements(document)).replace(/\$\{([^}]+)\}/g, (_, expression: string) =>
    valueOf(configuration, expression),
  );
  return { Version: "2012-10-17", Statement: (JSON.parse(text) as Statement[]).map(asPolicyStatement) };
}

function asPolicyStatement({ sid, effect, actions, resources, principals, condition = [] }: Statement) {
  const conditions: Record<string, Record<string, string[]>> = {};
  for (const { test, variable, values } of condition) {
    const keys = (conditions[test] ??= {});
    keys[variable] = [...(keys[variable] ?? []), ...values];
  }
  const everybody = principals?.some(({ type }) => type === "*");
  return {
    Sid: sid,
    Effect: effect,
    ...(principals && {
      Principal: everybody ? "*" : Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers])),
    }),
    Action: actions,
    ...(resources && { Resource: resources }),
    ...(condition.length > 0 && { Condition: conditions }),
  };
}

/** What AWS would answer for an attribute. */
function valueOf(configuration: Configuration, expression: string): string {
  const known: Record<string, string> = {
    "data.aws_partition.current.partition": "aws",
    "data.aws_partition.current.dns_suffix": "amazonaws.com",
    "data.aws_caller_identity.current.account_id": account,
    "data.aws_region.current.id": region,
  };
  if (known[expression]) return known[expression];
  const [type, name, attribute] = expression.split(".");
  const resource = configuration.resource(`${type}.${name}`);
  if (type === "aws_s3_bucket" && attribute === "arn") return `arn:aws:s3:::${String(resource["bucket"])}`;
  if (type === "aws_sns_topic" && attribute === "arn") return `arn:aws:sns:${region}:${account}:${resource["name"]}`;
  if (attribute === "name") return String(resource["name"]);
  throw new Error(`no value for ${expression}`);
}

export interface Request {
  readonly principal: Simulation["request"]["principal"];
  readonly action: string;
  readonly resource: string;
  /** What is known about the request. Over TLS unless `aws:SecureTransport` says otherwise. */
  readonly context?: Readonly<Record<string, string>>;
  /** What the principal's own policies allow. @default nothing */
  readonly allowedTo?: readonly string[];
}

/** Whether AWS would grant the request on a resource of {@link account} that has the policy. */
export async function isAllowed(policy: Block, request: Request): Promise<boolean> {
  const { principal, action, resource, context, allowedTo } = request;
  const ownPolicy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: allowedTo, Resource: "*" }] };
  const simulated = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: account },
        contextVariables: withStandIns({ "aws:SecureTransport": "true", ...context }),
      },
      identityPolicies: allowedTo ? [{ name: "own", policy: ownPolicy }] : [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: withStandIns(policy),
    },
    {},
  );
  if (simulated.resultType !== "single") throw new Error(JSON.stringify(simulated));
  const ignored = simulated.result.ignoredContextKeys ?? [];
  if (ignored.length > 0) throw new Error(`${action} has no ${ignored.join(", ")}`);
  return simulated.overallResult === "Allowed";
}

/** The simulator does not know the names inside an encryption context. It knows those of tags, which are compared alike. */
function withStandIns<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll("kms:EncryptionContext:", "aws:RequestTag/")) as T;
}
