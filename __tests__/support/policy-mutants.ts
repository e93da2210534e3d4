import { anotherAccount, anotherService, type Condition, type Principal, type Statement } from "./policies";

type Mutant<T> = readonly [what: string, mutant: T];

/** Every policy that differs from this one by a single mistake, by what the mistake is. */
export function mutantsOf(policy: readonly Statement[]): Map<string, Statement[]> {
  const mutants = new Map<string, Statement[]>();
  for (const statement of policy) {
    mutants.set(`the loss of ${statement.sid}`, replaced(policy, statement));
    for (const [what, mutant] of mutantsOfStatement(statement)) {
      mutants.set(`${statement.sid} ${what}`, replaced(policy, statement, mutant));
    }
  }
  return mutants;
}

function* mutantsOfStatement(statement: Statement): Iterable<Mutant<Statement>> {
  const { actions, resources = [], principals = [], condition = [] } = statement;

  for (const fewer of withoutOne(actions)) yield [`for ${fewer.join(", ")} only`, { ...statement, actions: fewer }];
  const everyAction = `${actions[0]!.split(":")[0]}:*`;
  if (!actions.includes(everyAction)) yield [`for ${everyAction}`, { ...statement, actions: [everyAction] }];

  for (const fewer of withoutOne(resources)) {
    yield [`on ${fewer.join(", ")} only`, { ...statement, resources: fewer }];
  }
  for (const resource of resources) {
    for (const wider of widened(resource)) {
      yield [`on ${wider}`, { ...statement, resources: replaced(resources, resource, wider) }];
    }
  }

  for (const principal of principals) {
    for (const [what, mutant] of mutantsOfPrincipal(principal)) {
      yield [what, { ...statement, principals: replaced(principals, principal, mutant) }];
    }
  }

  for (const one of condition) {
    const { test, variable, values } = one;
    const put = (...instead: Condition[]) => ({ ...statement, condition: replaced(condition, one, ...instead) });
    yield [`without ${variable}`, put()];
    for (const fewer of withoutOne(values)) {
      yield [`with ${variable} ${fewer.join(", ")} only`, put({ test, variable, values: fewer })];
    }
    for (const value of test === "Bool" ? [] : values) {
      for (const wider of widened(value)) {
        const pattern = { test: "StringLike", variable, values: replaced(values, value, wider) };
        yield [`with ${variable} ${wider}`, put(pattern)];
      }
    }
  }
}

function* mutantsOfPrincipal({ type, identifiers }: Principal): Iterable<Mutant<Principal>> {
  for (const fewer of withoutOne(identifiers)) {
    yield [`letting in ${fewer.join(", ")} only`, { type, identifiers: fewer }];
  }
  if (type === "*") return;
  const another = type === "Service" ? anotherService : `arn:aws:iam::${anotherAccount}:root`;
  yield [`letting in ${another} as well`, { type, identifiers: [...identifiers, another] }];
  yield ["letting in everybody", { type: "*", identifiers: ["*"] }];
}

/** `*`, a `*` for what an ARN names, and a `*` for each word of it: the region, the account, a part of the name, a variable. */
function widened(text: string): Set<string> {
  const [, service = "", place = "", name = text] = /^(arn:[^:]*:[^:]*:)([^:]*:[^:]*:)(.*)$/.exec(text) ?? [];
  const scoped = place + name;
  const words = [...scoped.matchAll(/\$\{[^}]+\}|[A-Za-z0-9-]+/g)].map(
    ({ 0: word, index }) => `${service}${scoped.slice(0, index)}*${scoped.slice(index + word.length)}`,
  );
  const wider = new Set([...words, `${service}${place}*`, "*"]);
  wider.delete(text);
  return wider;
}

/** Where there are several, each list with one of them left out. */
function withoutOne<T>(list: readonly T[]): T[][] {
  return list.length > 1 ? list.map((item) => replaced(list, item)) : [];
}

/** The list with something else in the place of an item, or nothing. */
function replaced<T>(list: readonly T[], item: T, ...instead: T[]): T[] {
  return list.flatMap((other) => (other === item ? instead : [other]));
}
