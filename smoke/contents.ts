import { AccountError, isAbsence, isDenial, problemOfCredentials } from "../src/cli/aws/failures";
import { inLine } from "../src/terraform/text/visible";
import { allRuns, type Kind, kinds } from "./kinds";
import { type Place, regionsOf } from "./place";

/** Stands for the id of every run. Others' names may begin with smoke as well, and hardly go on like this. */
export const anyRun = "[0-9a-f]{8}";

/** The prefix of every name of a run. */
export function prefixOf(id: string): string {
  return `${allRuns}${id}-`;
}

/** Something of a run in the account. */
export interface Remainder {
  readonly kind: Kind;
  readonly name: string;
  readonly region: string;
}

export function remainderText({ kind, name, region }: Remainder): string {
  return inLine(`${kind.kind} ${name}${kind.isGlobal ? "" : ` in ${region}`}`);
}

/**
 * What there is of a run in the account.
 *
 * @param id That of the run, or {@link anyRun}.
 * @throws {@link AccountError} If it cannot be listed.
 */
export async function contentsOf(
  { region: home, clientIn }: Pick<Place, "region" | "clientIn">,
  id: string,
): Promise<Remainder[]> {
  const [isName, isId] = [new RegExp(`^${prefixOf(id)}`), new RegExp(`^${id}$`)];
  const found = kinds.map(async (kind) => {
    const inRegions = (kind.isGlobal ? [home] : regionsOf(home)).map(async (region) => {
      const names = await listed(kind.permission, async () => {
        const tagged = (await kind.listTagged?.(clientIn(region))) ?? [];
        const named = (await kind.list(clientIn(region))).filter((name) => name !== undefined && isName.test(name));
        return [...named, ...tagged.filter(({ run }) => isId.test(run)).map(({ name }) => name)];
      });
      return names.map((name) => ({ kind, name: name!, region }));
    });
    return (await Promise.all(inRegions)).flat();
  });
  return (await Promise.all(found)).flat();
}

/** @returns Why it could not be deleted. */
export async function remove(
  { kind, name, region }: Remainder,
  { clientIn }: Pick<Place, "clientIn">,
): Promise<string | undefined> {
  try {
    await kind.remove(clientIn(region), name);
  } catch (error) {
    const { name, message } = error as Error;
    if (!isAbsence(error as Error)) return `${name}: ${message}`;
  }
  return undefined;
}

/** Asks AWS under the permission that the call needs. */
export async function listed<T>(permission: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (caught) {
    const error = caught as Error;
    throw new AccountError(
      problemOfCredentials(error) ??
        (isDenial(error)
          ? `Permission ${permission} is missing: use the credentials of an administrator.`
          : `${permission}: ${error.name}: ${error.message}`),
    );
  }
}
