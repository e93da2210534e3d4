import { day, hour, messageAboutSweep, type MessageDetail } from "../remediation";
import type { Attempt } from "./attempts";
import { notify } from "./bus";
import { toldOf, unreadable, type Engine, type EngineParts } from "./engine";
import { nonCompliant } from "./evaluation";
import type { Examination } from "./examination";
import { isDenial } from "./failures";

/** How long nobody is told the same of a resource again. */
const silence = 30 * day;

/** How long people have at least to exempt what the first sweep proposes. A schedule and a queue may send the same request twice. */
export const notice = 20 * hour;

/** Time that the message of a sweep needs. */
const reserve = 30_000;

interface Line {
  readonly resource: string;
  readonly text: string;
  readonly outcome: MessageDetail["outcome"];
  readonly told: string;
}

/**
 * Looks at every resource that does not comply. The first sweep after the remediation was enabled, or got another mode, repairs none:
 * it proposes all of them.
 *
 * @param remaining Milliseconds until the function is cut off.
 */
export async function sweep(engine: Engine, parts: EngineParts, remaining: () => number): Promise<void> {
  const { attempts, clients, log, place, settings } = parts;
  const now = parts.now ?? Date.now;
  const resources = await toSweep(parts);
  const since = await attempts.sweptSince(now());
  const isFirst = since === undefined || now() - since < notice;
  const lines: Line[] = [];
  const failures: unknown[] = [];
  let left = 0;
  for (const resource of resources) {
    if (remaining() < reserve) {
      left += 1;
      continue;
    }
    try {
      const line = isFirst ? await proposed(engine, parts, resource) : await repaired(engine, resource);
      if (line && !(await wasTold(line, parts, now()))) lines.push(line);
    } catch (error) {
      log("ERROR", "the resource cannot be swept", { resource, error: String(error) });
      failures.push(error);
    }
  }
  // A message has room for some of them only.
  for (const { resource, outcome, text } of lines) log("INFO", outcome, { resource, text });
  log("INFO", "swept", { isFirst, resources: resources.length, left, notRepaired: lines.length });
  if (lines.length > 0 || left > 0) {
    const detail = messageAboutSweep(
      settings,
      { outcome: outcomeOf(lines), resources: lines, isFirst, mode: settings.mode, left },
      place,
    );
    await notify(clients, settings.source, detail);
    for (const { resource, told } of lines) await attempts.tell(resource, told, now());
  }
  // Whoever could not be proposed today is not repaired tomorrow either.
  const isWhole = left === 0 && failures.length === 0;
  if (isWhole || !isFirst) await attempts.swept(now(), since ?? now());
  if (failures.length > 0) throw failures[0];
}

async function toSweep({ remedy, clients, settings }: EngineParts): Promise<string[]> {
  if (settings.rule !== undefined) return (await nonCompliant(clients, settings.rule)).map(({ id }) => id);
  return (await remedy.list?.()) ?? [];
}

async function proposed(
  engine: Engine,
  { settings, attempts, now = Date.now }: EngineParts,
  resource: string,
): Promise<Line | undefined> {
  // What a sweep told that had no time for all is not read again.
  const before = await attempts.of(resource);
  if (before.told?.startsWith(`${settings.mode}: `) && isRecent(before, now())) return undefined;
  let examination: Examination | undefined;
  try {
    examination = await engine.examine({ resource });
  } catch (error) {
    if (!isDenial(error)) throw error;
    const { do: outcome, reason: text } = unreadable(error);
    return { resource, text, outcome, told: toldOf(settings, { do: outcome, reason: text }) };
  }
  if (!examination || examination.decision.do === "nothing") return undefined;
  const { found, decision, changes, assessment } = examination;
  const would = [...changes, ...assessment.proposed].join("; ");
  const isToRepair = decision.do === "repair" || decision.do === "proposed";
  return {
    resource: found.id,
    text: isToRepair ? would : decision.reason,
    outcome: decision.do === "repair" ? "proposed" : decision.do,
    told: toldOf(settings, decision),
  };
}

async function repaired(engine: Engine, resource: string): Promise<Line | undefined> {
  const result = await engine.repair({ resource, notifiesOf: "repairs" });
  if (result.kind !== "not repaired") return undefined;
  const { resource: id, outcome, change, note } = result.detail;
  return { resource: id, text: outcome === "proposed" ? change : note, outcome, told: result.told };
}

async function wasTold({ resource, told }: Line, { attempts }: EngineParts, now: number): Promise<boolean> {
  const before = await attempts.of(resource);
  return before.told === told && isRecent(before, now);
}

function isRecent({ toldAt = 0 }: Attempt, now: number): boolean {
  return toldAt > now - silence;
}

/** What matters most of several outcomes; of none, there was no time. */
function outcomeOf(lines: readonly Line[]): MessageDetail["outcome"] {
  const order: readonly MessageDetail["outcome"][] = [
    "failed",
    "set back",
    "limit reached",
    "not repaired",
    "proposed",
  ];
  return order.find((outcome) => lines.some((line) => line.outcome === outcome)) ?? lines[0]?.outcome ?? "not repaired";
}
