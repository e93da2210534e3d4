import {
  functionSettings,
  messageAbout,
  messageAboutInput,
  requestIn,
  settingsVariable,
  type FunctionRequest,
  type MessageDetail,
  type Where,
} from "../remediation";
import { Attempts } from "./attempts";
import { notify } from "./bus";
import { functionClients, type ClientOf } from "./clients";
import { Engine, whereOf, type EngineParts } from "./engine";
import { isDenial, isOfAws, isTransient, reasonOf, textOf } from "./failures";
import { functionLog } from "./log";
import { partsInMember, refusedBy } from "./member";
import { Records } from "./records";
import { remedyFor } from "./remedies";
import type { Place } from "./remedy";
import { notice, sweep } from "./sweep";

interface QueueEvent {
  readonly Records: readonly {
    readonly messageId: string;
    readonly body: string;
    readonly attributes?: { readonly ApproximateReceiveCount?: string };
  }[];
}

/** What Lambda tells a function of its invocation. */
interface Context {
  readonly awsRequestId: string;
  readonly invokedFunctionArn: string;
  getRemainingTimeInMillis(): number;
}

/** What tests give a function. */
export interface Surroundings extends Pick<EngineParts, "now" | "sleep"> {
  readonly clients?: ClientOf;
  /** Makes clients with the credentials of another account. */
  readonly clientsWith?: typeof functionClients;
  readonly settings?: string;
  readonly write?: (line: string) => unknown;
}

let clientsOfProcess: ClientOf | undefined;

/** The function: takes messages from its queue. What it throws is tried again, and goes to the dead-letter queue in the end. */
export function handler(event: QueueEvent, context: Context): Promise<void> {
  return handle(event, context, {});
}

export async function handle(event: QueueEvent, context: Context, surroundings: Surroundings): Promise<void> {
  const settings = functionSettings.parse(JSON.parse(surroundings.settings ?? process.env[settingsVariable] ?? "{}"));
  const clients = surroundings.clients ?? (clientsOfProcess ??= functionClients());
  const place = placeOf(context.invokedFunctionArn);
  for (const { messageId, body, attributes } of event.Records) {
    const log = functionLog(messageId, surroundings.write);
    const parts: EngineParts = {
      ...surroundings,
      settings,
      place,
      clients,
      log,
      remedy: remedyFor(settings, clients, place),
      attempts: new Attempts(clients, settings),
      records: new Records(clients, place, settings.bucket),
      by: context.invokedFunctionArn,
      claimant: context.awsRequestId,
    };
    log("INFO", "received", { request: context.awsRequestId, remediation: settings.name });
    try {
      const receives = Number(attributes?.ApproximateReceiveCount ?? 1);
      await answer(body, parts, context, receives, surroundings.clientsWith);
    } catch (error) {
      log("ERROR", "failed, and is tried again", { error: error instanceof Error ? error.stack : String(error) });
      throw error;
    }
  }
}

async function answer(
  body: string,
  parts: EngineParts,
  context: Context,
  receives: number,
  clientsWith: Surroundings["clientsWith"],
): Promise<void> {
  const { clients, log, place, settings } = parts;
  const request = requestIn(body, settings, place);
  switch (request.kind) {
    case "unreadable":
      log("ERROR", request.problem, { body });
      return notify(clients, settings.source, messageAboutInput(settings, request.problem, place));
    case "ignored":
      log("INFO", "ignored", request);
      return;
    case "sweep":
      return sweep(new Engine(parts), parts, () => context.getRemainingTimeInMillis());
    case "resource":
      return request.member
        ? answerInMember({ ...request, member: request.member }, parts, receives, clientsWith)
        : answerHere(request, parts, receives);
  }
}

type ResourceRequest = Extract<FunctionRequest, { kind: "resource" }>;

async function answerHere(request: ResourceRequest, parts: EngineParts, receives: number): Promise<void> {
  const { resource, isFirstEvaluation } = request;
  if (isFirstEvaluation && (await parts.attempts.sweptSince((parts.now ?? Date.now)())) === undefined) {
    parts.log("INFO", "left for the first sweep, which proposes what there is", { resource });
    return;
  }
  await repairResource(request, parts, receives);
}

/** No sweep proposes what another account has: what is evaluated for the first time on its first day is left to people. */
async function answerInMember(
  request: ResourceRequest & Required<Pick<ResourceRequest, "member">>,
  parts: EngineParts,
  receives: number,
  clientsWith: Surroundings["clientsWith"],
): Promise<void> {
  const { resource, member, rule, isFirstEvaluation } = request;
  const { attempts, log, settings, now = Date.now } = parts;
  const heard = await attempts.heardOf(member, now());
  if (isFirstEvaluation && now() - heard < notice) {
    log("INFO", "left unchanged: on the first day of an account a new rule finds what there is", {
      resource,
      ...member,
    });
    return;
  }
  let there: EngineParts;
  try {
    there = await partsInMember(parts, member, rule, clientsWith);
  } catch (error) {
    if (!isDenial(error)) throw error;
    log("WARN", "the role cannot be assumed", { resource, ...member, error: textOf(error) });
    const reason = refusedBy(member, settings.memberRole, error);
    return tellOf(resource, "not repaired", [reason], parts, { ...member, isMember: true });
  }
  await repairResource(request, there, receives);
}

async function repairResource(
  { resource, changedBy, member }: ResourceRequest,
  parts: EngineParts,
  receives: number,
): Promise<void> {
  const told = { notifiesOf: "everything", ...(changedBy !== undefined && { changedBy }) } as const;
  const result = await new Engine(parts).repair({ resource, ...told }).catch(async (error: unknown) => {
    // It is the same at every try, and is told once.
    if (receives === 1 && isOfAws(error) && !isTransient(error)) await tellOfFailure(resource, error, parts);
    throw error;
  });
  const outcome = "detail" in result ? { outcome: result.detail.outcome } : {};
  parts.log("INFO", result.kind, { resource, ...member, ...outcome });
  // Of two deliveries one is enough. Later than that, whoever has the claim was cut off.
  if (result.kind === "busy" && receives > 1) throw new Error(`${resource} is claimed by another run`);
}

async function tellOfFailure(resource: string, error: unknown, parts: EngineParts): Promise<void> {
  const notes = [
    reasonOf(error),
    "It is tried again twice; then its message is in the dead-letter queue. The function's log has what was done.",
  ];
  await tellOf(resource, "failed", notes, parts, whereOf(parts)).catch((failure: unknown) => {
    parts.log("ERROR", "the failure cannot be told", { error: textOf(failure) });
  });
}

/** Notifies of a resource that was not examined. */
async function tellOf(
  resource: string,
  outcome: MessageDetail["outcome"],
  notes: readonly string[],
  { clients, settings }: EngineParts,
  where: Where,
): Promise<void> {
  const nothing = { causes: [], changes: [], proposed: [], changedBy: "Not looked up." };
  await notify(clients, settings.source, messageAbout(settings, { outcome, resource, ...nothing, notes }, where));
}

/** @param arn `arn:aws:lambda:eu-west-1:123456789012:function:name` */
function placeOf(arn: string): Place {
  const [, partition = "", , region = "", account = ""] = arn.split(":");
  return { partition, region, account };
}
