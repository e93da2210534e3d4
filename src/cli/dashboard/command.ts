import { inLine } from "../../terraform/text/visible";
import type { Streams } from "../command-line";
import { readDeployment } from "../deployment/deployment";
import type { LocateOptions } from "../deployment/locate";
import { Stop } from "../stop";
import { checkPage, writePage } from "../write-page";
import { parseBody } from "./body";
import { renderHtml, summaryOf } from "./render-html";

/** Options of the command, as commander names them. */
export interface DashboardOptions extends LocateOptions {
  readonly preview?: string;
}

/**
 * Draws the dashboard that is deployed, without its data.
 *
 * @param what The call of the module, or the path of the construct; unset: the only one in the state.
 * @throws {@link Stop} If there is none, or no file to write.
 */
export async function previewDashboard(
  what: string | undefined,
  { preview, ...options }: DashboardOptions,
  { stdout }: Pick<Streams, "stdout">,
): Promise<void> {
  if (preview === undefined) throw new Stop("Pass --preview with the file to write, which ends in .html.");
  checkPage("--preview", preview);
  const deployment = readDeployment(what, options);
  const [dashboard] = deployment.all("aws_cloudwatch_dashboard");
  if (!dashboard) {
    throw new Stop(
      `${inLine(deployment.name)} has no dashboard: set dashboard.enabled, and run terraform apply first.`,
    );
  }
  const { dashboard_name: name, dashboard_body: text } = dashboard.attributes;
  const body = parseBody(text);
  await writePage("--preview", preview, renderHtml(name, body));
  stdout.write(`The dashboard ${inLine(name)} has ${summaryOf(body)}. Its layout is in ${inLine(preview)}.\n`);
}
