import { isRule, type AllowedOnly, type Arguments, type Expectation, type Rule } from "../../../src/compliance";
import { monitoringSettings, parseSettings } from "../../../src/settings";
import type { DeployedBlock, Deployment } from "../../support/deployment";
import type { Block } from "../../support/synthesize";

/** Why an expectation does not hold for a deployment; empty if it does. */
export function problemsWith(expectation: Expectation, deployment: Deployment): string[] {
  const problems = look(expectation, deployment);
  return problems.map((problem) => `${deployment.name}: ${problem}`);
}

function look(expectation: Expectation, deployment: Deployment): string[] {
  if ("resource" in expectation) {
    const blocks = deployment.ofType(expectation.resource).filter(isOf(expectation.of));
    if (blocks.length === 0) return [`there is no ${expectation.resource}`];
    return blocks.flatMap((block) => differences(expectation.arguments, block, deployment));
  }
  if ("bucketsHave" in expectation) return ofEveryBucket(expectation, deployment);
  if ("policies" in expectation) {
    const policies = policiesOf(expectation.policies, deployment).filter(({ owner }) => isOf(expectation.of)(owner));
    if (policies.length === 0) return [`there is no ${expectation.policies}`];
    return policies.flatMap(({ owner, statements }) =>
      "have" in expectation
        ? withSid(expectation.have, owner, statements, deployment)
        : statements
            .filter(({ effect }) => effect === "Allow")
            .filter((statement) => !isWithin(expectation.allowOnly, statement))
            .map(({ sid }) => `${owner.address}: ${String(sid)} allows more than ${expectation.allowOnly}`),
    );
  }
  if ("setting" in expectation) {
    const found = expectation.setting
      .split(".")
      .reduce<unknown>(
        (value, name) => (value as Block)[name],
        parseSettings(monitoringSettings, deployment.settings, "settings"),
      );
    return sameText(found, expectation.is) ? [] : [`${expectation.setting} is ${JSON.stringify(found)}`];
  }
  return expectation.none.flatMap((type) => deployment.ofType(type)).map(({ address }) => `there is ${address}`);
}

function ofEveryBucket(
  { bucketsHave, arguments: wanted, except = {} }: Extract<Expectation, { bucketsHave: string }>,
  deployment: Deployment,
): string[] {
  const buckets = deployment.ofType("aws_s3_bucket");
  if (buckets.length === 0) return ["there is no bucket"];
  const unknown = Object.keys(except).filter((name) => !buckets.some(({ address }) => isBucket(name, address)));
  return [
    ...unknown.map((name) => `there is no ${name}`),
    ...buckets.flatMap((bucket) => {
      const [, exception] = Object.entries(except).find(([name]) => isBucket(name, bucket.address)) ?? [];
      const parts = deployment
        .ofType(bucketsHave)
        .filter((part) =>
          deployment.originsOf(part.block["bucket"], part.place).some(({ address }) => address === bucket.address),
        );
      const count = exception === "none" ? 0 : 1;
      if (parts.length !== count) return [`${bucket.address} has ${parts.length} ${bucketsHave}, not ${count}`];
      return parts.flatMap((part) => differences(exception === "none" ? {} : (exception ?? wanted), part, deployment));
    }),
  ];
}

/** Whether a block belongs to a capability, in a stack or in the module. */
function isOf(capability = ""): (owner: DeployedBlock) => boolean {
  return ({ address }) => address.includes(capability);
}

/** Whether an address is that of a bucket by its name in the settings' words, in a stack or in the module. */
function isBucket(name: string, address: string): boolean {
  return address.split(".").includes(name);
}

interface Policy {
  readonly owner: DeployedBlock;
  readonly statements: readonly Block[];
}

/** The policies in an argument of resources, `<type>.<argument>`. */
function policiesOf(where: string, deployment: Deployment): Policy[] {
  const [resource, argument] = where.split(".") as [string, string];
  return deployment.ofType(resource).map((owner) => {
    const [document] = deployment
      .originsOf(owner.block[argument], owner.place)
      .filter(({ type }) => type === "data.aws_iam_policy_document");
    if (!document) throw new Error(`${owner.address} has a policy that is no document`);
    return { owner, statements: document.block["statement"] as Block[] };
  });
}

function withSid(
  wanted: Arguments & { readonly sid: string },
  owner: DeployedBlock,
  statements: readonly Block[],
  deployment: Deployment,
): string[] {
  const statement = statements.find(({ sid }) => sid === wanted.sid);
  if (!statement) return [`${owner.address} has no statement ${wanted.sid}`];
  return differences(wanted, { ...owner, block: statement }, deployment);
}

function isWithin(allowed: AllowedOnly, { principals = [], actions = [], resources = [] }: Block): boolean {
  const isNamed = (texts: unknown) => [texts].flat().every((text) => !/^\*$|:\*$/.test(String(text)));
  if (allowed === "named actions on named resources") return isNamed(actions) && isNamed(resources);
  return (principals as { type: string; identifiers: string[] }[]).every(({ type, identifiers }) => {
    if (type === "Service") return identifiers.every((service) => !service.includes("*"));
    const isAccount = (arn: string) => /:\$\{data\.aws_caller_identity\.current\.account_id\}:root$/.test(arn);
    return allowed === "AWS services and the account" && type === "AWS" && identifiers.every(isAccount);
  });
}

/** Where a block is not as wanted. Arguments that nothing is wanted of may be as they like. */
function differences(wanted: Arguments, owner: DeployedBlock, deployment: Deployment): string[] {
  return compare(wanted, owner.block, "").map((problem) => `${owner.address}${problem}`);

  function compare(expected: unknown, found: unknown, path: string): string[] {
    const problem = [`${path} is ${JSON.stringify(found)}`];
    if (isRule(expected)) return holds(expected, found, path) ? [] : problem;
    if (Array.isArray(expected)) {
      if (!Array.isArray(found) || found.length !== expected.length) return problem;
      return expected.flatMap((inner, index) => compare(inner, found[index], `${path}[${index}]`));
    }
    if (typeof expected === "object" && expected !== null) {
      if (typeof found !== "object" || found === null) return problem;
      return Object.entries(expected).flatMap(([name, inner]) =>
        compare(inner, (found as Block)[name], `${path}.${name}`),
      );
    }
    return expected === found ? [] : problem;
  }

  function holds(rule: Rule, found: unknown, path: string): boolean {
    const isThere = found !== undefined && found !== null && !(Array.isArray(found) && found.length === 0);
    switch (rule.rule) {
      case "set":
        return isThere;
      case "unset":
        return !isThere;
      case "one of":
        return rule.values.includes(found);
      case "from":
        return deployment.originsOf(found, owner.place).some(({ type }) => type === rule.resource);
      case "in every entry": {
        const name = path.slice(1);
        const values = valuesOf(name, owner.place.configuration.locals);
        return found === `\${each.value.${name}}` && values.length > 0 && values.every((value) => value === rule.value);
      }
    }
  }
}

/** Everything that stands under a name, however deep. */
function valuesOf(name: string, value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === name ? [inner] : valuesOf(name, inner)));
}

function sameText(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
