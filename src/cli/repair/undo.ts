import { ZodError } from "zod";
import { kindOf, type UndoRecord } from "../../remediation";
import {
  BadRecord,
  Records,
  remedyOf,
  undo as carryOutUndo,
  undoPlanOf,
  type RecordKey,
  type Remedy,
  type UndoPlan,
} from "../../repair";
import { inLine } from "../../terraform/text/visible";
import { answered } from "../aws/answered";
import { callerOf, type Caller } from "../aws/caller";
import type { Access } from "../aws/connection";
import type { ExitCode, Streams } from "../command-line";
import { readDeployment, type Deployment } from "../deployment/deployment";
import type { LocateOptions } from "../deployment/locate";
import { isWanted } from "../prompt";
import { Stop } from "../stop";
import { undoPolicy } from "./policy";
import { renderRecords, renderUndo, renderUndone, type UndoView } from "./render-undo";
import { given, mustBeIn, originIn, originWithout, resourceMeaning, ruleMeaning, type Origin } from "./target";

/** Options of the command, as commander names them. */
export interface UndoOptions extends LocateOptions {
  readonly rule?: string;
  readonly resource?: string;
  readonly time?: string;
  readonly list?: boolean;
  readonly bucket?: string;
  readonly region?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly policy?: boolean;
}

/**
 * Gives a resource back what it had before a repair.
 *
 * @param what The call of the module, or the path of the construct; unset: the only one in the state.
 * @returns The exit code: 2 if it is refused, or undone in part.
 * @throws {@link Stop} If there is no record, AWS cannot be asked, or the answer is no.
 */
export async function undo(
  what: string | undefined,
  options: UndoOptions,
  streams: Streams,
  access: Access = {},
): Promise<ExitCode> {
  const { stdout, stderr } = streams;
  const { resource } = options;
  const before = options.time === undefined ? Infinity : timeIn(options.time);
  const { origin, deployment } = placed(what, options);
  if (options.policy) {
    const anywhere = { partition: "*", account: "*", region: "*" };
    stdout.write(`${JSON.stringify(undoPolicy(origin.name, origin.bucket, deployment ?? anywhere), null, 2)}\n`);
    return 0;
  }
  if (!options.list) given("--resource", resource, resourceMeaning);

  const caller = await callerOf({ ...access, ...(options.region && { region: options.region }) }, deployment);
  const remedy = remedyOf(origin.name, caller.client, caller);
  const found = resource === undefined ? undefined : await answered(remedy.read(resource));
  const records = new Records(caller.client, caller, origin.bucket);
  const id = found?.id ?? resource;
  const keys = (await answered(records.list(origin.name, id))).filter(({ time }) => Date.parse(time) <= before);
  if (options.list) {
    stdout.write(options.json ? `${JSON.stringify(keys, null, 2)}\n` : renderRecords(keys));
    return 0;
  }
  const key = newest(keys, origin, options);
  const record = await recordIn(records, key, origin, id!);
  if (!found) throw new Stop(`${nameIn(origin, id!)} does not exist any more: nothing can be given back to it.`);
  const plan = await planOf(remedy, record, key);
  const view = viewOf(origin, caller, record, key, plan);
  if (plan.kind !== "undo") {
    stdout.write(options.json ? `${JSON.stringify(view, null, 2)}\n` : renderUndo(view));
    return plan.kind === "nothing to undo" ? 0 : 2;
  }
  stderr.write(renderUndo(view));
  if (!(options.yes ?? (await isWanted(streams, "Undo the repair?")))) throw new Stop("Nothing was changed.");
  const undone = await carryOutUndo(remedy, record, plan);
  stdout.write(options.json ? `${JSON.stringify({ ...view, ...undone }, null, 2)}\n` : renderUndone(view, undone));
  return undone.problem === undefined ? 0 : 2;
}

/** Where the records are, and the deployment that they are of, unless `--bucket` alone says it. */
function placed(
  what: string | undefined,
  options: UndoOptions,
): { readonly origin: Origin; readonly deployment?: Deployment } {
  const { bucket, dir, state, region } = options;
  const rule = given("--rule", options.rule, ruleMeaning);
  if (bucket !== undefined && what === undefined && dir === undefined && state === undefined)
    return { origin: originWithout(rule, bucket) };
  const deployment = readDeployment(what, options);
  mustBeIn(deployment, region);
  return { origin: originIn(deployment, rule, bucket), deployment };
}

function timeIn(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z)?$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time))
    throw new Stop(`--time ${inLine(text)}: no time in UTC such as 2026-11-30T09:15:00Z. Nothing was done.`);
  return time;
}

function newest([key]: readonly RecordKey[], origin: Origin, { resource = "", time }: UndoOptions): string {
  if (key) return key.key;
  const until = time === undefined ? "" : ` of ${inLine(time)} or before`;
  throw new Stop(
    `No record of ${nameIn(origin, resource)}${until} in the bucket ${inLine(origin.bucket)}: --list shows all of the rule without --resource. Nothing was done.`,
  );
}

function nameIn({ name }: Origin, resource: string): string {
  return `${kindOf({ remediation: name })} ${inLine(resource)}`;
}

/** @throws {@link Stop} If it is not a record of this resource. */
async function recordIn(records: Records, key: string, { name }: Origin, resource: string): Promise<UndoRecord> {
  try {
    return await answered(records.get(key, { name, resource }));
  } catch (error) {
    if (!(error instanceof BadRecord)) throw error;
    throw new Stop(
      `Refused: ${inLine(error.message)}. Nothing was changed. --list shows the others, --time takes an older one.`,
      2,
    );
  }
}

async function planOf(remedy: Remedy, record: UndoRecord, key: string): Promise<UndoPlan> {
  try {
    return await answered(undoPlanOf(remedy, record));
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const [{ path, message } = { path: [], message: "" }] = error.issues;
    throw new Stop(
      `Refused: the record ${inLine(key)} describes no such resource: ${inLine(["before", ...path].join("."))}: ${inLine(message)}. Nothing was changed.`,
      2,
    );
  }
}

function viewOf(origin: Origin, caller: Caller, record: UndoRecord, key: string, plan: UndoPlan): UndoView {
  const { settings, name } = origin;
  return {
    account: caller.account,
    region: caller.region,
    rule: name,
    kind: kindOf({ remediation: name }),
    resource: record.resource,
    record: { key, time: record.time, by: record.by },
    state: plan.kind,
    ...("differences" in plan && { differences: plan.differences }),
    ...(plan.kind === "undo" && { changes: plan.inWords }),
    ...(settings?.mode === "automatic" && {
      warning: `The function repairs it again, a day after the repair at the latest: before that, tag it with ${settings.exemptTag}.`,
    }),
  };
}
