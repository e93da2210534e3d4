import { randomUUID } from "node:crypto";
import {
  leadToTheSame,
  messageAbout,
  type FunctionSettings,
  type MessageDetail,
  type UndoRecord,
  type Where,
} from "../remediation";
import { ClaimLost, type Attempt, type Attempts } from "./attempts";
import { notify } from "./bus";
import { carryOut } from "./carry-out";
import type { ClientOf } from "./clients";
import { evaluate } from "./evaluation";
import { examine, unread, type Examination } from "./examination";
import { isDenial, isOfAws, isTransient, reasonOf } from "./failures";
import { lastChange } from "./last-change";
import type { Log } from "./log";
import { BadRecord, type Records } from "./records";
import type { Found, Place, Remedy } from "./remedy";

/** Longer than a function runs. */
const claimTime = 6 * 60_000;

export interface EngineParts {
  readonly settings: FunctionSettings;
  /** Where the resources are. */
  readonly place: Place;
  /** Clients of the account with table, bucket and bus. */
  readonly clients: ClientOf;
  /** Clients of the account and region that the resources are in; set if that is another account. */
  readonly member?: ClientOf;
  readonly remedy: Remedy;
  readonly attempts: Attempts;
  readonly records: Records;
  /** Who repairs: the ARN of the function, or of the caller of a command. */
  readonly by: string;
  /** Of this invocation alone, for claims. */
  readonly claimant: string;
  readonly log: Log;
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

export interface RepairRequest {
  /** An id, a name or an ARN. */
  readonly resource: string;
  /** Whether a person asks for it, who answers for what stops a function only. */
  readonly isAsked?: boolean;
  /** Who changed it last, if that is known already. */
  readonly changedBy?: string;
  /** What is notified of: of what is not repaired, a sweep sends one message, and a command shows it. */
  readonly notifiesOf: "everything" | "repairs";
}

export type Result =
  | { readonly kind: "gone" | "compliant" }
  /** Somebody else repairs it at this moment. */
  | { readonly kind: "busy" }
  | { readonly kind: "repaired"; readonly detail: MessageDetail; readonly recordKey: string }
  | { readonly kind: "not repaired"; readonly detail: MessageDetail; readonly told: string; readonly attempt: Attempt };

/** Examines and repairs resources of one remediation. A function and the command `repair` do it in the same way. */
export class Engine {
  private readonly now: () => number;

  constructor(private readonly parts: EngineParts) {
    this.now = parts.now ?? Date.now;
  }

  /** @returns Undefined if there is no such resource. */
  async examine({
    resource,
    isAsked = false,
  }: Pick<RepairRequest, "resource" | "isAsked">): Promise<Examination | undefined> {
    const found = await this.parts.remedy.read(resource);
    return found && examine(this.parts, found, isAsked, this.now());
  }

  async repair(request: RepairRequest): Promise<Result> {
    const { attempts, claimant, log, remedy } = this.parts;
    let found: Found | undefined;
    try {
      found = await remedy.read(request.resource);
    } catch (error) {
      if (!isDenial(error)) throw error;
      return this.refuse(unread(request.resource), unreadable(error), request);
    }
    if (!found) return { kind: "gone" };
    const examination = await examine(this.parts, found, request.isAsked ?? false, this.now());
    const { attempt, decision } = examination;
    if (decision.do === "nothing") {
      // A record without an end: a function was cut off, perhaps after the change.
      if (attempt.recordKey === undefined) return { kind: "compliant" };
    } else if (decision.do !== "repair") return this.refuse(examination, decision, request);

    const claimed = await attempts.claim(found.id, claimant, this.now(), this.now() + claimTime);
    if (!claimed) return { kind: "busy" };
    try {
      const result = await this.repairClaimed(found.id, request);
      if (result.kind !== "repaired" && result.kind !== "busy") await attempts.release(found.id, claimant, this.now());
      return result;
    } catch (error) {
      if (error instanceof ClaimLost) return { kind: "busy" };
      await attempts.release(found.id, claimant, this.now()).catch((failure: unknown) => {
        log("WARN", "the claim is kept until its time is over", { resource: found.id, error: String(failure) });
      });
      throw error;
    }
  }

  /** Reads again, because whoever had the claim before may have changed the resource. */
  private async repairClaimed(id: string, request: RepairRequest): Promise<Result> {
    const { attempts, log } = this.parts;
    const examination = await this.examine({ ...request, resource: id });
    if (!examination) return { kind: "gone" };
    const { attempt, decision } = examination;
    if (decision.do === "nothing") {
      return attempt.recordKey === undefined ? { kind: "compliant" } : this.finish(examination, attempt.recordKey);
    }
    if (decision.do !== "repair") return this.refuse(examination, decision, request);
    if (!(await attempts.countRepair(this.now(), !request.isAsked))) {
      const reason = `${this.parts.settings.repairsPerHour} resources were repaired within an hour, which is the limit (repairsPerHour).`;
      return this.refuse(examination, { do: "limit reached", reason }, request);
    }
    const changedBy = request.changedBy ?? (await lastChange(this.there, examination.found.names));
    const recordKey = await this.recordOf(examination).catch((error: unknown) => {
      if (isTransient(error) || !(isOfAws(error) || error instanceof BadRecord)) throw error;
      log("ERROR", "the record cannot be written", { resource: id, error: String(error) });
      return { failure: `What is needed to undo cannot be written: ${reasonOf(error)} So nothing was changed.` };
    });
    if (typeof recordKey !== "string") {
      return this.refuse(examination, { do: "failed", reason: recordKey.failure }, { ...request, changedBy });
    }
    return this.change(examination, recordKey, { ...request, changedBy });
  }

  private async change(examination: Examination, recordKey: string, request: RepairRequest): Promise<Result> {
    const { attempts, claimant, remedy, log } = this.parts;
    const { found } = examination;
    await attempts.begin(found.id, claimant, this.now(), recordKey);
    const outcome = await carryOut(remedy, found.id, found.state, this.parts.sleep);
    log(outcome.kind === "failed" ? "WARN" : "INFO", "changes were made", {
      resource: found.id,
      recordKey,
      ...outcome,
      ...(outcome.kind === "failed" && { failure: String(outcome.failure) }),
    });
    if (outcome.kind === "gone") {
      await attempts.forget(found.id, claimant, this.now());
      return { kind: "gone" };
    }
    if (outcome.kind === "done") {
      const { done, proposed, note } = outcome;
      const notes = note === undefined ? [] : [note];
      return this.succeed(examination, recordKey, { changes: done, proposed, notes, ...request });
    }
    // What was taken back needs no end.
    if (outcome.isTakenBack) await attempts.forget(found.id, claimant, this.now());
    const isHalfDone = !outcome.isTakenBack;
    const state = isHalfDone
      ? `It was changed in part, and that could not be taken back. Done: ${outcome.done.join("; ")}.`
      : "Nothing was changed.";
    const decision = { do: isHalfDone ? "failed" : "not repaired", reason: `${outcome.reason} ${state}` } as const;
    const isToRetry = isTransient(outcome.failure);
    const result = isToRetry && !isHalfDone ? undefined : await this.refuse(examination, decision, request);
    if (isToRetry || !result) throw outcome.failure;
    return result;
  }

  /** What a function did that was cut off before it could tell. */
  private async finish(examination: Examination, recordKey: string): Promise<Result> {
    const { remedy } = this.parts;
    const { id } = examination.found;
    const record = await this.recordAt(recordKey, id);
    const former = remedy.logic.schema.safeParse(record?.before);
    return this.succeed(examination, recordKey, {
      changes: record?.changes ?? [],
      proposed: examination.assessment.proposed,
      causes: former.success ? remedy.logic.assess(former.data).causes : [],
      notes: [
        "The run that made the change was cut off before it could tell: a later one found the resource repaired.",
      ],
    });
  }

  private async succeed(
    { found, assessment }: Examination,
    recordKey: string,
    {
      changedBy = "Not looked up.",
      ...report
    }: {
      changes: readonly string[];
      proposed: readonly string[];
      causes?: readonly string[];
      notes: readonly string[];
      changedBy?: string;
    },
  ): Promise<Result> {
    const { attempts, claimant, clients, settings } = this.parts;
    await attempts.repaired(found.id, claimant, this.now());
    const note = settings.rule === undefined ? undefined : await evaluate(this.there, settings.rule);
    const detail = messageAbout(
      settings,
      {
        outcome: "repaired",
        resource: found.id,
        causes: report.causes ?? assessment.causes,
        changes: report.changes,
        proposed: report.proposed,
        changedBy,
        notes: [...report.notes, ...(note === undefined ? [] : [note])],
        record: `s3://${settings.bucket}/${recordKey}`,
      },
      whereOf(this.parts),
    );
    await notify(clients, settings.source, detail);
    await attempts.end(found.id, claimant, this.now());
    return { kind: "repaired", detail, recordKey };
  }

  /** Clients of the account and region that the resources are in. */
  private get there(): ClientOf {
    return this.parts.member ?? this.parts.clients;
  }

  /** Says why a resource is not repaired. */
  private async refuse(
    { found, attempt, assessment, changes }: Omit<Examination, "decision" | "obstacles">,
    decision: { readonly do: MessageDetail["outcome"]; readonly reason: string },
    { changedBy, notifiesOf }: RepairRequest,
  ): Promise<Result> {
    const { attempts, clients, settings } = this.parts;
    const isNotified = notifiesOf === "everything";
    const detail = messageAbout(
      settings,
      {
        outcome: decision.do,
        resource: found.id,
        causes: assessment.causes,
        changes,
        proposed: assessment.proposed,
        changedBy: changedBy ?? (isNotified ? await lastChange(this.there, found.names) : "Not looked up."),
        notes: [decision.reason],
      },
      whereOf(this.parts),
    );
    const told = toldOf(settings, decision);
    if (isNotified) {
      await notify(clients, settings.source, detail);
      await attempts.tell(found.id, told, this.now());
    }
    return { kind: "not repaired", detail, told, attempt };
  }

  /** The key of the record of what the resource is, or was before a function that was cut off. */
  private async recordOf({ found, attempt, changes }: Examination): Promise<string> {
    const { records, remedy, settings, place, by } = this.parts;
    if (attempt.recordKey) {
      const former = remedy.logic.schema.safeParse((await this.recordAt(attempt.recordKey, found.id))?.before);
      if (former.success && leadToTheSame(remedy.logic, former.data, found.state)) return attempt.recordKey;
    }
    const record: UndoRecord = {
      version: 1,
      id: randomUUID(),
      name: settings.name,
      account: place.account,
      region: place.region,
      resource: found.id,
      time: new Date(this.now()).toISOString(),
      by,
      changes: [...changes],
      before: remedy.isStartedOnly ? undefined : found.state,
    };
    return records.put(record);
  }

  /** @returns Undefined if there is no such record, or it may not be read. */
  private async recordAt(recordKey: string, resource: string): Promise<UndoRecord | undefined> {
    const { records, settings, log } = this.parts;
    try {
      return await records.get(recordKey, { name: settings.name, resource });
    } catch (error) {
      if (!(error instanceof BadRecord) && (!isOfAws(error) || isTransient(error))) throw error;
      log("WARN", "the record cannot be read", { recordKey, error: String(error) });
      return undefined;
    }
  }
}

/** Where the resources are, for a message. */
export function whereOf({ place, member }: Pick<EngineParts, "place" | "member">): Where {
  return { account: place.account, region: place.region, ...(member && { isMember: true }) };
}

/** What is decided on a resource whose reading AWS denies. */
export function unreadable(denial: unknown) {
  const reason = `It cannot be read, and may belong to another account. ${reasonOf(denial)}`;
  return { do: "not repaired", reason } as const;
}

/** What tells whether the same was told before. */
export function toldOf(
  { mode }: Pick<FunctionSettings, "mode">,
  { do: outcome, reason }: { readonly do: string; readonly reason: string },
): string {
  return `${mode}: ${outcome}: ${reason}`;
}
