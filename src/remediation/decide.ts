import { exemption } from "./exemption";
import type { FunctionSettings } from "./function-settings";
import type { MessageDetail } from "./message";

/** What is known when it is decided whether a resource is repaired. */
export interface Situation {
  readonly settings: Pick<FunctionSettings, "mode" | "exemptTag" | "only" | "never" | "repairsPerHour" | "own">;
  /** The account of this monitoring. */
  readonly account: string;
  readonly resource: {
    /** Id and ARN, and a name that no other resource has. */
    readonly names: readonly string[];
    /** A name that whoever created it chose, and that others may have as well. */
    readonly label?: string;
    readonly owner: string;
    /** Unset: they cannot be read. */
    readonly tags?: Readonly<Record<string, string>>;
  };
  /** Numbers of changes, and of what only a person can change. */
  readonly changes: number;
  readonly proposed: number;
  /** When it was repaired last, in milliseconds. */
  readonly repairedAt?: number;
  /** When repairs began. */
  readonly repairs: readonly number[];
  readonly now: Date;
  /** Whether a resource that this monitoring made is repaired as well. */
  readonly repairsOwn?: boolean;
  /** Whether a person asks for the repair, and so answers for what stops a function only. */
  readonly isAsked?: boolean;
}

export type Decision =
  | { readonly do: "nothing"; readonly reason: string }
  | { readonly do: "repair"; readonly reason: "" }
  | { readonly do: Exclude<MessageDetail["outcome"], "repaired" | "failed">; readonly reason: string };

export const hour = 3_600_000;
export const day = 24 * hour;
/** Longer than a day, so that what sets resources back every night is noticed. */
const fightTime = 26 * hour;

/** Decides on a resource as it is now. What weighs most is asked first. */
export function decide(situation: Situation): Decision {
  return obstacles(situation)[0] ?? { do: "repair", reason: "" };
}

/** Everything that keeps a resource from being repaired. */
export function obstacles(situation: Situation): Exclude<Decision, { do: "repair" }>[] {
  const { settings, account, resource, changes, proposed, isAsked = false } = situation;
  const { owner, tags } = resource;
  const isOneOf = (list: readonly string[]) => resource.names.some((name) => list.includes(name));
  const isIn = (list: readonly string[]) => isOneOf(list) || (isName(resource.label) && list.includes(resource.label));
  const found: Exclude<Decision, { do: "repair" }>[] = [];
  // Nothing but the owner is known of a resource of another account.
  if (owner !== account) return [{ do: "not repaired", reason: `It belongs to the account ${owner}.` }];
  if (changes + proposed === 0) return [{ do: "nothing", reason: "Nothing is wrong with it." }];
  if (isOneOf(settings.own) && !situation.repairsOwn)
    found.push({ do: "not repaired", reason: "It belongs to this monitoring, which repairs no resource of its own." });
  const exempt = tags && exemption(tags, settings.exemptTag, situation.now);
  if (exempt !== undefined) found.push({ do: "exempt", reason: exempt });
  if (!tags)
    found.push({ do: "not repaired", reason: "Its tags cannot be read, so nobody knows whether it is exempt." });
  if (isIn(settings.never)) found.push({ do: "not repaired", reason: "It is in the setting never." });
  else if (settings.only.length > 0 && !isIn(settings.only))
    found.push({ do: "not repaired", reason: "It is not in the setting only." });
  if (settings.mode === "propose" && !isAsked) found.push({ do: "proposed", reason: "The mode is propose." });
  if (changes === 0) found.push({ do: "proposed", reason: "Only a person can repair it." });
  if (!isAsked) found.push(...brakes(situation));
  return found;
}

/** Nobody escapes by calling a resource what another one's id or ARN is. */
function isName(label: string | undefined): label is string {
  return label !== undefined && !/^arn:|^[a-z]+-[0-9a-f]{8,17}$/.test(label);
}

/** What stops a function that fights with somebody, or with everybody. */
function brakes({ repairedAt, repairs, settings, now }: Situation): Exclude<Decision, { do: "repair" }>[] {
  const found: Exclude<Decision, { do: "repair" }>[] = [];
  // A clock that was ahead wrote times that are yet to come.
  if (repairedAt !== undefined && now.getTime() - repairedAt < fightTime)
    found.push({
      do: "set back",
      reason: `It was repaired at ${new Date(repairedAt).toISOString()}, and something has set it back. Terraform?`,
    });
  if (repairsWithinHour(repairs, now.getTime()) >= settings.repairsPerHour)
    found.push({
      do: "limit reached",
      reason: `${settings.repairsPerHour} resources were repaired within an hour, which is the limit (repairsPerHour).`,
    });
  return found;
}

export function repairsWithinHour(repairs: readonly number[], now: number): number {
  return repairs.filter((at) => at > now - hour).length;
}
