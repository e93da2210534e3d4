import type { Access } from "../aws/connection";
import type { ExitCode, Streams } from "../command-line";
import { readDeployment } from "../deployment/deployment";
import type { LocateOptions } from "../deployment/locate";
import { untilInterrupted } from "../interruption";
import { isWanted } from "../prompt";
import { Stop } from "../stop";
import { checkPage, writePage } from "../write-page";
import { type Account, accountOf } from "./account";
import { newId } from "./identity";
import { Journal } from "./journal";
import { cleanUp } from "./perform";
import { Picture } from "./picture";
import { planOf, usualWait } from "./plan";
import { drillPolicy } from "./policy";
import { renderPlan, renderReport } from "./render";
import { renderHtml } from "./render-html";
import { isGood } from "./report";
import { conduct, leftText } from "./run";
import { recipientsOf, survey } from "./survey";
import { targetOf } from "./target";

/** Options of the command, as commander names them. */
export interface DrillOptions extends LocateOptions {
  readonly region?: string;
  readonly iam: boolean;
  readonly wait?: number;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly html?: string;
  readonly policy?: boolean;
}

/**
 * Sets off alerts of a deployed monitoring and measures when they arrive.
 *
 * @param what The call of the module, or the path of the construct; unset: the only one in the state.
 * @returns The exit code: 2 if an alert that was expected was not seen, none could be tested, or something could not be deleted.
 * @throws {@link Stop} If there is nothing to drill, or AWS cannot be asked.
 */
export async function drill(
  what: string | undefined,
  options: DrillOptions,
  streams: Streams,
  access: Access = {},
): Promise<ExitCode> {
  const { stdout, stderr } = streams;
  const target = targetOf(readDeployment(what, options));
  if (options.region !== undefined && options.region !== target.region)
    throw new Stop(`--region ${options.region}: the deployment is in ${target.region}`);
  if (options.policy) {
    stdout.write(`${JSON.stringify(drillPolicy(target, options.iam), null, 2)}\n`);
    return 0;
  }
  if (options.html !== undefined) checkPage("--html", options.html);
  const unfinished = Journal.left();
  const account = await accountOf(access, target);
  for (const journal of unfinished) await finish(journal, account, streams);

  const plan = planOf(target, await survey(account, target), options);
  if (plan.expectations.length === 0)
    throw new Stop(
      `Nothing that is deployed can be tested:\n${plan.omitted.map(({ what, why }) => `  ${what}: ${why}\n`).join("")}`,
    );
  const id = newId();
  const waitMinutes = options.wait ?? usualWait(plan);
  const recipients = new Map(
    await Promise.all(target.topics.map(async (topic) => [topic, await recipientsOf(account, topic)] as const)),
  );
  stderr.write(renderPlan({ id, target, plan, recipients, waitMinutes }));
  if (!(options.yes ?? (await isWanted(streams, "Do this?")))) throw new Stop("Nothing was done.");

  const picture = new Picture(streams);
  const journal = Journal.begin(id, account, account.now());
  const report = await untilInterrupted(
    (signal) =>
      conduct(account, target, plan, journal, {
        waitMinutes,
        signal,
        onProgress: (progress) => {
          picture.show(progress);
        },
      }),
    () => stderr.write("\nCleaning up. Please wait.\n"),
  );
  stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report));
  if (options.html !== undefined) await writePage("--html", options.html, renderHtml(report));
  return isGood(report) ? 0 : 2;
}

/** Cleans up after a drill that did not. */
async function finish(journal: Journal, account: Account, { stderr }: Pick<Streams, "stderr">): Promise<void> {
  journal.mustBeOf(account);
  stderr.write(`The drill ${journal.id} did not end. Cleaning up after it.\n`);
  const left = await cleanUp(account, journal);
  if (left.length > 0) throw new Stop(leftText(journal, left));
  stderr.write("Everything it made is deleted.\n\n");
}
