import { randomUUID } from "node:crypto";
import { kindOf, messageAbout, type FunctionSettings, type MessageDetail } from "../../remediation";
import { Attempts, Engine, lastChange, Records, remedyFor, type Examination, type Result } from "../../repair";
import { inLine } from "../../terraform/text/visible";
import { answered, isOfAws, textOf } from "../aws/answered";
import { callerOf, type Caller } from "../aws/caller";
import type { Access } from "../aws/connection";
import type { ExitCode, Streams } from "../command-line";
import { readDeployment, type Deployment } from "../deployment/deployment";
import type { LocateOptions } from "../deployment/locate";
import { isWanted } from "../prompt";
import { Stop } from "../stop";
import { repairPolicy } from "./policy";
import { renderPlan, renderResult, type RepairPlan } from "./render";
import { functionOf, given, mustBeIn, resourceMeaning, ruleMeaning } from "./target";

/** Options of the command, as commander names them. */
export interface RepairOptions extends LocateOptions {
  readonly rule?: string;
  readonly resource?: string;
  readonly region?: string;
  readonly apply?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly policy?: boolean;
}

/**
 * Shows what would repair a resource, and repairs it if that is asked for.
 *
 * @param what The call of the module, or the path of the construct; unset: the only one in the state.
 * @returns The exit code: 2 if it is not repaired, or only in part.
 * @throws {@link Stop} If there is no such remediation or resource, AWS cannot be asked, or the answer is no.
 */
export async function repair(
  what: string | undefined,
  options: RepairOptions,
  streams: Streams,
  access: Access = {},
): Promise<ExitCode> {
  const { stdout, stderr } = streams;
  const rule = given("--rule", options.rule, ruleMeaning);
  const deployment = readDeployment(what, options);
  mustBeIn(deployment, options.region);
  const settings = functionOf(deployment, rule);
  if (options.policy) {
    stdout.write(`${JSON.stringify(repairPolicy(settings, deployment), null, 2)}\n`);
    return 0;
  }
  const resource = given("--resource", options.resource, resourceMeaning);

  const caller = await callerOf(access, deployment);
  const engine = engineOf(settings, caller);
  const examination = await answered(engine.examine({ resource, isAsked: true }));
  if (!examination) throw new Stop(`--resource ${inLine(resource)}: ${absence(settings, deployment)}`);
  const plan = planOf(settings, caller, examination, await lastChange(caller.client, examination.found.names));
  const show = (outcome?: Outcome) => {
    stdout.write(options.json ? `${JSON.stringify({ ...plan, ...outcome }, null, 2)}\n` : renderResult(plan, outcome));
  };
  // A function that was cut off may have left something to finish.
  const isPossible = plan.decision.do === "repair" || examination.attempt.recordKey !== undefined;
  if (!options.apply || !isPossible) {
    show();
    return ["repair", "nothing"].includes(plan.decision.do) ? 0 : 2;
  }

  stderr.write(renderPlan(plan));
  if (!(options.yes ?? (await isWanted(streams, "Repair it?")))) throw new Stop("Nothing was changed.");
  const { id } = examination.found;
  const request = { resource: id, isAsked: true, changedBy: plan.changedBy, notifiesOf: "repairs" } as const;
  const outcome = outcomeOf(await ended(engine.repair(request)));
  show(outcome);
  return outcome.result === "repaired" && plan.proposed.length === 0 ? 0 : outcome.result === "compliant" ? 0 : 2;
}

/** What became of a repair. */
export interface Outcome {
  readonly result: Result["kind"];
  /** What recipients of the alert read, or would. */
  readonly message?: MessageDetail;
  readonly recordKey?: string;
}

function engineOf(settings: FunctionSettings, caller: Caller): Engine {
  const { client: clients } = caller;
  return new Engine({
    settings,
    place: caller,
    clients,
    remedy: remedyFor(settings, clients, caller),
    attempts: new Attempts(clients, settings),
    records: new Records(clients, caller, settings.bucket),
    by: caller.arn,
    claimant: `${caller.arn} ${randomUUID()}`,
    // What a person has to know is in the result.
    log: () => undefined,
  });
}

function planOf(settings: FunctionSettings, caller: Caller, examination: Examination, changedBy: string): RepairPlan {
  const { found, assessment, changes, decision, obstacles } = examination;
  const { causes, proposed } = assessment;
  const parts = { resource: found.id, causes, changes, proposed, changedBy, notes: [] };
  const { wrong, note, exempt, undo } = messageAbout(settings, { ...parts, outcome: "repaired" }, caller);
  return {
    account: caller.account,
    region: caller.region,
    rule: settings.name,
    mode: settings.mode,
    kind: kindOf(settings),
    resource: found.id,
    wrong,
    causes,
    changes,
    proposed,
    changedBy,
    decision,
    // What is no obstacle for a person still is one for the function.
    functionStops: obstacles.map(({ reason }) => reason).filter((reason) => reason !== ""),
    note,
    exempt,
    undo,
  };
}

function absence(settings: FunctionSettings, { account, region }: Deployment): string {
  return settings.runbook
    ? `the rule ${inLine(settings.rule ?? "")} finds no such resource non-compliant in account ${account}, ${region}. Nothing was changed.`
    : `no such ${kindOf(settings)} in account ${account}, ${region}. Nothing was changed.`;
}

/** @throws {@link Stop} If AWS failed in the middle: then the table has what a later repair goes on from. */
async function ended(repair: Promise<Result>): Promise<Result> {
  try {
    return await repair;
  } catch (error) {
    if (!isOfAws(error) && !/^EventBridge/.test((error as Error).message)) throw error;
    throw new Stop(
      `The repair did not end: ${inLine(textOf(error as Error))}. Run this again without --apply to see what the resource is now; with it, it goes on.`,
      2,
    );
  }
}

function outcomeOf(result: Result): Outcome {
  switch (result.kind) {
    case "gone":
      throw new Stop("It was deleted meanwhile. Nothing was changed.");
    case "busy":
      throw new Stop("A function or somebody else repairs it at this moment: try again in some minutes.", 2);
    case "compliant":
      return { result: result.kind };
    case "repaired":
      return { result: result.kind, message: result.detail, recordKey: result.recordKey };
    case "not repaired":
      return { result: result.kind, message: result.detail };
  }
}
