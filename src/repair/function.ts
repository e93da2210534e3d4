import { functionSettings, messageAbout, messageAboutInput, requestIn, settingsVariable } from "../remediation";
import { Attempts } from "./attempts";
import { notify } from "./bus";
import { functionClients, type ClientOf } from "./clients";
import { Engine, type EngineParts } from "./engine";
import { isOfAws, isTransient, reasonOf, textOf } from "./failures";
import { functionLog } from "./log";
import { Records } from "./records";
import { remedyFor } from "./remedies";
import type { Place } from "./remedy";
import { sweep } from "./sweep";

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
      await answer(body, parts, context, Number(attributes?.ApproximateReceiveCount ?? 1));
    } catch (error) {
      log("ERROR", "failed, and is tried again", { error: error instanceof Error ? error.stack : String(error) });
      throw error;
    }
  }
}

async function answer(body: string, parts: EngineParts, context: Context, receives: number): Promise<void> {
  const { attempts, clients, log, place, settings } = parts;
  const request = requestIn(body, settings, place);
  const engine = new Engine(parts);
  switch (request.kind) {
    case "unreadable":
      log("ERROR", request.problem, { body });
      return notify(clients, settings.source, messageAboutInput(settings, request.problem));
    case "ignored":
      log("INFO", "ignored", request);
      return;
    case "sweep":
      return sweep(engine, parts, () => context.getRemainingTimeInMillis());
    case "resource": {
      const { resource, isFirstEvaluation, changedBy } = request;
      if (isFirstEvaluation && (await attempts.sweptSince((parts.now ?? Date.now)())) === undefined) {
        log("INFO", "left for the first sweep, which proposes what there is", { resource });
        return;
      }
      const told = { notifiesOf: "everything", ...(changedBy !== undefined && { changedBy }) } as const;
      const result = await engine.repair({ resource, ...told }).catch(async (error: unknown) => {
        // It is the same at every try, and is told once.
        if (receives === 1 && isOfAws(error) && !isTransient(error)) await tellOfFailure(resource, error, parts);
        throw error;
      });
      log("INFO", result.kind, { resource, ...("detail" in result && { outcome: result.detail.outcome }) });
      // Of two deliveries one is enough. Later than that, whoever has the claim was cut off.
      if (result.kind === "busy" && receives > 1) throw new Error(`${resource} is claimed by another run`);
    }
  }
}

async function tellOfFailure(resource: string, error: unknown, { clients, log, settings }: EngineParts): Promise<void> {
  const detail = messageAbout(settings, {
    outcome: "failed",
    resource,
    causes: [],
    changes: [],
    proposed: [],
    changedBy: "Not looked up.",
    notes: [
      reasonOf(error),
      "It is tried again twice; then its message is in the dead-letter queue. The function's log has what was done.",
    ],
  });
  await notify(clients, settings.source, detail).catch((failure: unknown) => {
    log("ERROR", "the failure cannot be told", { error: textOf(failure) });
  });
}

/** @param arn `arn:aws:lambda:eu-west-1:123456789012:function:name` */
function placeOf(arn: string): Place {
  const [, partition = "", , region = "", account = ""] = arn.split(":");
  return { partition, region, account };
}
