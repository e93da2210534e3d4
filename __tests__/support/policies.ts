import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import { createHash } from "node:crypto";
import type { Configuration } from "./synthesize";

/** Where the simulated account is, and which organisation it belongs to. */
export const account = "111122223333";
export const region = "eu-west-1";
export const keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";
export const organisation = "o-ours000000";

/** Who has no business there. */
export const anotherAccount = "444455556666";
export const anotherService = "backup.amazonaws.com";

/** What a caller gives the variables of a module; attributes of an object as `organization.id`. */
export type Variables = Readonly<Record<string, string | readonly string[]>>;

/** The one that is simulated of what has `for_each`. */
export const entry: Readonly<Record<string, string>> = {
  "each.key": "versioning",
  "each.value.document": "AWS-ConfigureS3BucketVersioning",
  "each.value.role_arn": `arn:aws:iam::${account}:role/versioning`,
};

/** A statement of a policy document as Terraform reads it. */
export interface Statement {
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources?: readonly string[];
  readonly principals?: readonly Principal[];
  readonly condition?: readonly Condition[];
}

export interface Principal {
  readonly type: string;
  readonly identifiers: readonly string[];
}

export interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[];
}

/**
 * The statements of a policy document as AWS gets them, applied to {@link account} in {@link region}.
 *
 * @param variables The values of the variables, where the configuration is a module.
 */
export function statementsOf(
  configuration: Configuration,
  document: string,
  variables: Variables = {},
  partition = "aws",
): Statement[] {
  const surroundings = { configuration, variables, partition };
  const withLists = (text: string): string =>
    text
      .replace(/"\$\{coalescelist\((.*?), \[(.*?)\]\)\}"/g, (_, list: string, instead: string) => {
        const [, inline, name] = /^(?:\[(.*)\]|var\.(\w+))$/.exec(list)!;
        const given = inline === undefined ? variables[name!] : inline.split(", ").filter(Boolean).map(asTemplate);
        return JSON.stringify(given?.length ? given : [asTemplate(instead)]);
      })
      .replace(/"\$\{var\.(\w+)\}"/g, (whole, name: string) =>
        Array.isArray(variables[name]) ? JSON.stringify(variables[name]) : whole,
      );
  const inPartition = (text: string): string =>
    text.replace(
      /\$\{lookup\(\{([^}]*)\}, data\.aws_partition\.current\.partition, \\"([^"\\]+)\\"\)\}/g,
      (_, exceptions: string, usual: string) =>
        exceptions
          .split(", ")
          .find((row) => row.includes(`"${partition}\\"`))
          ?.split('\\"')[3] ?? usual,
    );
  const inRegions = (text: string): string =>
    text.replace(
      /"\$\{(?:distinct\()?\[for region in concat\(\[data\.aws_region\.current\.id\], (?:\[(.*?)\]|var\.(\w+))\) : (.*?)\]\)?\}"/g,
      (_, inline: string | undefined, name: string, of: string) => {
        const further = inline === undefined ? (variables[name] ?? []) : inline.split(", ").filter(Boolean);
        const regions = [region, ...[further].flat().map((each) => each.replaceAll('\\"', ""))];
        const values = regions.map((each) => inRegion(of.replaceAll("${region}", each), each));
        return `[${[...new Set(values)].join(", ").replaceAll('\\"', '"')}]`;
      },
    );
  const inRegion = (text: string, region: string): string =>
    text.replace(
      /data\.aws_partition\.current\.partition != \\"aws\\" \|\| contains\(\[([^\]]*)\], region\) \? (\S+) : (\S+)/,
      (_, regions: string, usual: string, otherwise: string) =>
        partition !== "aws" || regions.includes(`"${region}\\"`) ? usual : otherwise,
    );
  const optional = configuration
    .optionalStatements(document)
    .filter(({ variable }) => Object.keys(variables).some((name) => name.startsWith(`${variable}.`)));
  const all = [...configuration.statements(document), ...optional.map(({ statement }) => statement)];
  const statements = filled(inRegions(inPartition(withLists(JSON.stringify(all)))), surroundings);
  // Terraform's way of writing a variable of IAM.
  return JSON.parse(statements.replaceAll("&{", "${")) as Statement[];
}

/** A template with what AWS would answer, or a caller would give. */
function filled(text: string, surroundings: Surroundings): string {
  return text.replace(/\$\{([^}]+)\}/g, (_, expression: string) =>
    filled(valueOf(expression, surroundings), surroundings),
  );
}

/** An expression as a template: what is no text already. */
function asTemplate(expression: string): string {
  return expression.startsWith('\\"') ? expression.slice(2, -2) : `\${${expression}}`;
}

/** What the expressions of a policy document are evaluated in. */
interface Surroundings {
  readonly configuration: Configuration;
  readonly variables: Variables;
  readonly partition: string;
}

/** What AWS would answer for an attribute, or a caller for a variable. */
function valueOf(expression: string, surroundings: Surroundings): string {
  const { configuration, variables, partition } = surroundings;
  const known: Record<string, string> = {
    ...entry,
    "data.aws_partition.current.partition": partition,
    "data.aws_caller_identity.current.account_id": account,
    // A forwarder is in another region than the rest.
    "data.aws_region.current.id": "home_region" in variables ? String(variables["region"]) : region,
    "data.aws_partition.event_forwarder_environment_partition.partition": partition,
    "data.aws_caller_identity.event_forwarder_environment_identity.account_id": account,
    "data.aws_region.event_forwarder_environment_region.id": "us-east-1",
  };
  const [, given, otherwise, fromGiven] = /^(var\.\w+) == null \? (\S+) : (.+)$/.exec(expression) ?? [];
  if (given !== undefined) {
    const isGiven = given.replace("var.", "") in variables;
    return valueOf(isGiven ? fromGiven! : otherwise!, surroundings);
  }
  const owned = /^split\(\\":\\", (.+)\)\[4\]$/.exec(expression)?.[1];
  if (owned !== undefined) {
    const arn = owned.startsWith("var.") ? valueOf(owned, surroundings) : owned.replaceAll('\\"', "");
    return arn.split(":")[4]!;
  }
  const [type, name, attribute] = expression.split(".");
  if (type === "local") {
    const [, first, otherwise] = /^\$\{coalesce\((.+), "(.*)"\)\}$/.exec(String(configuration.locals[name!]))!;
    const isGiven = first!.startsWith("var.") ? first!.slice(4) in variables : first !== "null";
    if (!isGiven) return otherwise!;
    return first!.startsWith("var.") ? valueOf(first!, surroundings) : first!.slice(1, -1);
  }
  if (expression === "each.value.role_arn") return entry[expression]!.replace("arn:aws:", `arn:${partition}:`);
  const nameOfVariable = attribute === undefined ? name! : `${name}.${attribute}`;
  const value = type === "var" ? (variables[nameOfVariable] as string | undefined) : known[expression];
  if (value !== undefined) return value;
  if (type === "var") throw new Error(`the matrix has no value for the variable ${name}`);
  const resource = configuration.resource(`${type}.${name}`);
  if (type === "aws_s3_bucket" && attribute === "arn") return `arn:${partition}:s3:::${String(resource["bucket"])}`;
  if (type === "aws_sns_topic" && attribute === "arn")
    return `arn:${partition}:sns:${region}:${account}:${resource["name"]}`;
  if (type === "aws_sns_topic_policy" && attribute === "arn")
    return valueOf(String(resource["arn"]).slice(2, -1), surroundings);
  if (type === "aws_kms_key" && attribute === "arn") return `arn:${partition}:kms:${region}:${account}:key/${keyId}`;
  if (attribute === "event_bus_name") return valueOf(String(resource[attribute]).slice(2, -1), surroundings);
  if (attribute === "name") return String(resource["name"]);
  if (type === "aws_s3_bucket" && attribute === "id") return String(resource["bucket"]);
  // That of a bucket, from the last of its parts.
  if (attribute === "bucket") return valueOf(String(resource["bucket"]).slice(2, -1), surroundings);
  throw new Error(`no value for ${expression}`);
}

export function asPolicy(statements: readonly Statement[]) {
  return { Version: "2012-10-17", Statement: statements.map(asPolicyStatement) };
}

function asPolicyStatement({ sid, effect, actions, resources, principals, condition = [], ...unknown }: Statement) {
  if (Object.keys(unknown).length > 0) throw new Error(`${sid} has ${Object.keys(unknown).join(", ")}: not simulated`);
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

export interface Request {
  readonly principal: Simulation["request"]["principal"];
  readonly action: string;
  readonly resource: string;
  /** What is known about the request. Over TLS unless `aws:SecureTransport` says otherwise. */
  readonly context?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** What the principal's own policies allow. @default nothing */
  readonly allowedTo?: readonly string[];
}

const leavesItToIam = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" }],
};

/**
 * Whether AWS would grant the request. A policy with principals is that of the resource, one without that of the principal;
 * a resource is taken for one of {@link account} whatever its ARN says, so that the policy alone decides.
 */
export function isAllowed(statements: readonly Statement[], request: Request): Promise<boolean> {
  // A stack and its module have the same policies, and so have those that are pasted.
  const asked = createHash("sha256")
    .update(JSON.stringify([statements, request]))
    .digest("base64");
  const known = verdicts.get(asked) ?? simulate(statements, request);
  verdicts.set(asked, known);
  return known;
}

const verdicts = new Map<string, Promise<boolean>>();

async function simulate(statements: readonly Statement[], request: Request): Promise<boolean> {
  const { principal, action, resource, context, allowedTo } = request;
  const policy = withStandIns(asPolicy(statements));
  const isOfResource = statements.every(({ principals }) => principals);
  const isService = typeof principal === "string" && !principal.startsWith("arn:");
  const always = {
    "aws:SecureTransport": "true",
    "aws:PrincipalIsAWSService": String(isService),
    ...(typeof principal === "string" &&
      !isService && { "aws:PrincipalArn": principal, "aws:PrincipalAccount": principal.split(":")[4]! }),
  };
  const ownPolicy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: allowedTo, Resource: "*" }] };
  const simulated = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: account },
        contextVariables: withStandIns({ ...always, ...context }) as Record<string, string>,
      },
      identityPolicies: [
        ...(allowedTo ? [{ name: "own", policy: ownPolicy }] : []),
        ...(isOfResource ? [] : [{ name: "policy", policy }]),
      ],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      // A key is nobody's whose policy does not leave it to IAM policies, as ours do.
      resourcePolicy: isOfResource ? policy : action.startsWith("kms:") ? leavesItToIam : undefined,
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
