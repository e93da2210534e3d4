import { inLine } from "../../terraform/text/visible";
import type { Streams } from "../command-line";
import { readDeployment } from "../deployment/deployment";
import { locate, type LocateOptions, type PlanOptions } from "../deployment/locate";
import { Stop } from "../stop";
import { checkPage, writePage } from "../write-page";
import { parseBody } from "./body";
import { renderHtml, summaryOf } from "./render-html";

/** Options of the command, as commander names them. */
export interface DashboardOptions extends PlanOptions {
  readonly preview?: string;
}

/** A dashboard as it is deployed, or planned. */
interface Dashboard {
  readonly name: string;
  readonly text: string;
}

/**
 * Draws the dashboard that is deployed or planned, without its data.
 *
 * @param what The call of the module, or the path of the construct; unset: the only one in the state or the plan.
 * @throws {@link Stop} If there is none, or no file to write.
 */
export async function previewDashboard(
  what: string | undefined,
  { preview, ...options }: DashboardOptions,
  { stdout }: Pick<Streams, "stdout">,
): Promise<void> {
  if (preview === undefined) throw new Stop("Pass --preview with the file to write, which ends in .html.");
  checkPage("--preview", preview);
  const { plan } = options;
  const { name, text } = plan === undefined ? deployed(what, options) : planned(what, { ...options, plan });
  const body = parseBody(text, plan === undefined ? "state" : "plan");
  await writePage("--preview", preview, renderHtml(name, body));
  stdout.write(`The dashboard ${inLine(name)} has ${summaryOf(body)}. Its layout is in ${inLine(preview)}.\n`);
}

function deployed(what: string | undefined, options: LocateOptions): Dashboard {
  const deployment = readDeployment(what, options);
  const [dashboard] = deployment.all("aws_cloudwatch_dashboard");
  if (!dashboard) {
    throw new Stop(
      `${inLine(deployment.name)} has no dashboard: set dashboard.enabled, and run terraform apply first.`,
    );
  }
  const { dashboard_name: name, dashboard_body: text } = dashboard.attributes;
  return { name, text };
}

/** Not as a deployment: before the first apply no resource has its ARN. */
function planned(what: string | undefined, options: PlanOptions & { readonly plan: string }): Dashboard {
  const { monitoring } = locate(what, options);
  const [dashboard] = monitoring.resources.flatMap(({ resource: { type, instances } }) =>
    type === "aws_cloudwatch_dashboard" ? instances : [],
  );
  if (!dashboard) {
    throw new Stop(
      `${inLine(monitoring.name)} has no dashboard in ${inLine(options.plan)}: set dashboard.enabled, and plan again.`,
    );
  }
  const { dashboard_name: name, dashboard_body: text } = dashboard.attributes;
  if (typeof name === "string" && typeof text === "string") return { name, text };
  throw new Stop(
    `The dashboard of ${inLine(monitoring.name)} is unknown in ${inLine(options.plan)}, as with depends_on for the module, or with an existing topic that the same run creates: run terraform apply, then this without --plan.`,
  );
}
