import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { Command } from "commander";
import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { Access } from "../src/cli/aws/connection";
import { isAbsence } from "../src/cli/aws/failures";
import { type Declaration, exitCodes, type ExitCode, type Streams } from "../src/cli/command-line";
import { withPrompt } from "../src/cli/prompt";
import { Stop } from "../src/cli/stop";
import { writeNewFiles } from "../src/cli/write-files";
import { inLine } from "../src/terraform/text/visible";
import { anyRun, contentsOf, listed, prefixOf, remainderText } from "./contents";
import { Interrupted, Interruption } from "./interruption";
import { type Place, placeOf, regionsOf } from "./place";
import { announcement, parsedSettings, settingsOf } from "./plan";
import { Programs, terraformHere } from "./programs";
import { cleaning, cleanLine, problemsOfAccount, problemsOfOption } from "./refusals";
import { Protocol, renderMarkdown, renderTable } from "./report";
import { deployAndAsk, queueArnOf, type Smoke } from "./stages";
import { tearDown } from "./teardown";
import { newId, WorkingFolder } from "./working-folder";

/** Options of the command, as commander names them. */
export interface SmokeOptions {
  readonly account?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly yes?: boolean;
  readonly keep?: boolean;
  readonly clean?: boolean;
  readonly report?: string;
}

export const smoke: Declaration = (context) =>
  new Command("smoke")
    .summary("Prove the monitoring on a sandbox account.")
    .description(
      `Deploys the monitoring into an account that is used for nothing else, drills and verifies it, asks AWS what only a real account answers, and destroys everything, also after Ctrl-C. It says what it will do and what it costs, and asks first. Needs Terraform, and the credentials of an administrator.`,
    )
    .option("--account <id>", "The sandbox account, so that no other one is used by mistake.")
    .option("--region <region>", "Where to deploy. Default: the region of the environment or of the profile.")
    .option("--profile <name>", "Profile of the AWS configuration file.")
    .option("--yes", "Do not ask.")
    .option("--keep", "Do not destroy what was deployed: --clean does so later.")
    .option("--clean", "Destroy what an earlier run left, by its working folder, and do nothing else.")
    .option("--report <file>", "Also write the result to a new file, as Markdown.")
    .addHelpText(
      "after",
      exitCodes({
        0: "Everything is as expected.",
        1: "Something differs, or something is left.",
        2: "It could not run, or was interrupted.",
      }),
    )
    .action(async (options: SmokeOptions) => {
      context.exitCode = await runSmoke(options, context);
    });

/**
 * @returns The exit code.
 * @throws {@link Stop} With exit code 2 if it cannot run.
 */
export async function runSmoke(options: SmokeOptions, streams: Streams, access: Access = {}): Promise<ExitCode> {
  try {
    return await (options.clean ? clean(options, streams, access) : prove(options, streams, access));
  } catch (error) {
    if (error instanceof Stop) throw new Stop(error.message, 2);
    throw error;
  }
}

async function prove(options: SmokeOptions, streams: Streams, access: Access): Promise<ExitCode> {
  const terraform = terraformHere();
  const place = await placeOf(options, access).catch((error: Error) => {
    if (error instanceof Stop) return error;
    throw error;
  });
  const problems = [
    ...problemsOfOption(options.account),
    ...(place instanceof Stop ? [place.message] : await problemsOfAccount(options.account, place)),
    ...unfinished(options.account),
    ...("problem" in terraform ? [terraform.problem] : []),
    ...problemsOfReport(options.report),
  ];
  if (problems.length > 0 || place instanceof Stop || "problem" in terraform)
    throw new Stop(`Nothing was done:\n${problems.map((problem) => `  ${problem}\n`).join("")}`);

  const id = newId();
  const existingRole = await serviceLinkedRole(place);
  const deployable = { id, queueArn: queueArnOf(prefixOf(id), place), existingRole };
  const settings = parsedSettings(place, deployable);
  const log = WorkingFolder.logOf(id);
  streams.stderr.write(announcement(place, settings, { keeps: options.keep ?? false, log }));
  if (!(options.yes ?? (await isWanted(streams)))) throw new Stop("Nothing was done.");

  const folder = WorkingFolder.begin(id, place, existingRole === undefined);
  return perform(folder, place, terraform.program, options, streams, async (smoke) => {
    try {
      await deployAndAsk(smoke, settingsOf(place, deployable));
    } catch (error) {
      if (!(error instanceof Interrupted)) smoke.protocol.failed(error as Error);
    }
    if (options.keep && !smoke.interruption.happened) {
      streams.stderr.write(
        `\nKept in ${inLine(folder.path)}, without which nothing can destroy it: until then that folder must not be deleted. ${cleaning(place)}\n`,
      );
      return;
    }
    await tearDown(smoke, smoke.interruption.happened);
  });
}

function problemsOfReport(report: string | undefined): string[] {
  return report !== undefined && existsSync(report) ? [`--report ${inLine(report)}: the file exists.`] : [];
}

function unfinished(account = ""): string[] {
  return WorkingFolder.left(account).map(
    ({ path, facts }) => `A smoke run has left its working folder ${inLine(path)}: finish it with ${cleanLine(facts)}.`,
  );
}

async function clean(options: SmokeOptions, streams: Streams, access: Access): Promise<ExitCode> {
  const terraform = terraformHere();
  const problems = [
    ...problemsOfOption(options.account),
    ...("problem" in terraform ? [terraform.problem] : []),
    ...problemsOfReport(options.report),
  ];
  if (problems.length > 0 || "problem" in terraform) throw new Stop(problems.join("\n"));
  const folders = WorkingFolder.left(options.account!);
  if (folders.length === 0) {
    const place = await placeOfAccount(options, access);
    const left = await contentsOf(place, anyRun);
    streams.stdout.write(
      left.length === 0
        ? `There is nothing to remove: no working folder on this machine, and nothing in ${regionsOf(place.region).join(" or ")}. --region looks in another region.\n`
        : `There is no working folder of a run on this machine. Delete these by hand:\n${left.map((each) => `  ${remainderText(each)}\n`).join("")}`,
    );
    return left.length === 0 ? 0 : 1;
  }
  let exitCode: ExitCode = 0;
  for (const folder of folders) {
    const { region, profile } = folder.facts;
    const place = await placeOfAccount({ ...options, region, profile: options.profile ?? profile }, access);
    const ended = await perform(folder, place, terraform.program, options, streams, (smoke) => tearDown(smoke, true));
    exitCode = Math.max(exitCode, ended) as ExitCode;
  }
  return exitCode;
}

async function placeOfAccount(options: SmokeOptions, access: Access): Promise<Place> {
  const place = await placeOf(options, access);
  if (place.account === options.account) return place;
  throw new Stop(
    `The credentials are those of account ${place.account}, not of ${options.account!}: pass --profile, or set AWS_PROFILE.`,
  );
}

/** Does the work of a run, and reports it whatever happens. */
async function perform(
  folder: WorkingFolder,
  place: Place,
  terraform: string,
  { report }: SmokeOptions,
  { stdout, stderr, terminal }: Streams,
  work: (smoke: Smoke) => Promise<void>,
): Promise<ExitCode> {
  const interruption = new Interruption(stderr);
  const programs = new Programs(folder, terraform, interruption, terminal);
  const protocol = new Protocol(stderr);
  const client = place.clientIn(place.region);
  stderr.write(`Run ${folder.facts.id}, working folder ${folder.path}, log ${folder.log}\n`);
  try {
    await work({ folder, place, client, programs, protocol, interruption });
  } catch (error) {
    if (!(error instanceof Interrupted)) protocol.failed(error as Error);
    else stderr.write(`\nLeft: ${leftOf(folder)}. ${cleaning(place)}\n`);
  } finally {
    interruption.end();
  }
  const title = `Smoke test ${folder.facts.id} in ${place.region}, ${new Date().toISOString()}`;
  stdout.write(`\n${title}\n\n${renderTable(protocol.rows)}`);
  if (report !== undefined)
    writeNewFiles(new Map([[basename(report), renderMarkdown(title, protocol.rows)]]), { out: dirname(report) });
  if (interruption.happened) return 2;
  return protocol.isGood ? 0 : 1;
}

function leftOf({ state, prefix }: WorkingFolder): string {
  const addresses = state.resources.map(({ address }) => inLine(address));
  return addresses.join(", ") || `what begins with ${prefix} in the account, if anything`;
}

/** The account has it once, and nobody but AWS Config can create a second one. */
async function serviceLinkedRole({ region, clientIn }: Place): Promise<string | undefined> {
  const iam = clientIn(region)(IAMClient);
  return listed("iam:GetRole", () =>
    iam.send(new GetRoleCommand({ RoleName: "AWSServiceRoleForConfig" })).then(
      ({ Role }) => Role?.Arn,
      (error: Error) => {
        if (isAbsence(error)) return undefined;
        throw error;
      },
    ),
  );
}

function isWanted(streams: Streams): Promise<boolean> {
  return withPrompt(streams, async (prompt) => {
    if (!prompt) throw new Stop("Add --yes to do this: there is no terminal to ask on. Nothing was done.");
    return /^y(es)?$/i.test((await prompt("Do this? (yes or no) ")).trim());
  });
}
