import { inLine } from "../../terraform/text/visible";
import type { Access } from "../aws/connection";
import type { ExitCode, Streams } from "../command-line";
import { deploymentOf, type Deployment } from "../deployment/deployment";
import { locate, type Located, type LocateOptions } from "../deployment/locate";
import { managementMonitoringOf, managementOf } from "../deployment/management";
import type { Part } from "../deployment/monitoring-resources";
import { ProgressLine } from "../progress-line";
import { Stop } from "../stop";
import { checkPage, writePage } from "../write-page";
import { observe } from "./observe";
import { permissionPolicy } from "./permissions";
import { renderHtml } from "./render-html";
import { renderText } from "./render-text";
import { reportOn, type Report } from "./report";

/** Options of the command, as commander names them. */
export interface VerifyOptions extends LocateOptions {
  readonly region?: string;
  readonly json?: boolean;
  readonly html?: string;
  readonly policy?: boolean;
}

/**
 * Compares what is deployed with what AWS says about it.
 *
 * @param what The call of the module, or of one of the management account, or the path of the construct; unset: the only one in the state.
 * @returns The exit code: 3 if something is broken, 2 if something needs attention or cannot be told.
 * @throws {@link Stop} If there is nothing to verify, and if AWS cannot be asked.
 */
export async function verifyDeployment(
  what: string | undefined,
  options: VerifyOptions,
  { stdout, terminal }: Pick<Streams, "stdout" | "terminal">,
  access: Access = {},
): Promise<ExitCode> {
  if (options.policy) {
    stdout.write(`${JSON.stringify(permissionPolicy(), null, 2)}\n`);
    return 0;
  }
  if (options.html !== undefined) checkPage("--html", options.html);
  const located = locate(what, options, Object.keys(readers) as Part[], true);
  const deployment = readers[located.monitoring.part]!(located, options);
  const { name, region } = deployment;
  if (options.region !== undefined && options.region !== region) {
    throw new Stop(
      `${inLine(name)} is deployed in ${region}, not in ${inLine(options.region)}: omit --region, or pass the folder of the other deployment with --dir.`,
    );
  }
  const progress = new ProgressLine(terminal);
  let answers = 0;
  const observed = await observe(deployment, access, () => {
    answers += 1;
    progress.show(() => `${answers.toLocaleString("en")} answers of AWS`);
  }).finally(() => {
    progress.clear();
  });
  const report = reportOn(deployment, observed);
  if (options.html !== undefined) await writePage("--html", options.html, renderHtml(report));
  stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : renderText(report));
  return exitCodeOf(report);
}

/** What reads each part that can be verified, from that which is preferred if none is named. */
const readers: Readonly<Partial<Record<Part, (located: Located, options: VerifyOptions) => Deployment>>> = {
  monitoring: deploymentOf,
  "management-monitoring": managementMonitoringOf,
  "organization-management": (located, { region }) => {
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    return managementOf(located, region ?? AWS_REGION ?? AWS_DEFAULT_REGION);
  },
};

function exitCodeOf({ counts }: Report): ExitCode {
  if (counts.broken > 0) return 3;
  return counts.attention > 0 || counts["cannot tell"] > 0 ? 2 : 0;
}
