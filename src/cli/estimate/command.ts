import { firstMonthCharges, monthlyCharges, stacksOf } from "../../monthly-cost";
import { loadSettings } from "../../settings-file";
import type { StackSettings } from "../../stack-settings";
import type { Access } from "../aws/connection";
import type { Streams } from "../command-line";
import { filtersText } from "../filter-use";
import { ProgressLine } from "../progress-line";
import { Stop } from "../stop";
import type * as account from "./account/read";
import { readOptions, typesOf, volumesOf, type EstimateOptions } from "./options";
import { renderJson, renderText } from "./render";
import { savingsOf } from "./savings";

/**
 * Prints what the monitoring costs a month.
 *
 * @param load Loads what reads an account.
 * @throws {@link InputError} With every problem of the options, or of the settings.
 * @throws {@link AccountError} If AWS is to be asked and cannot be.
 */
export async function estimate(
  options: EstimateOptions,
  { stdout, terminal }: Pick<Streams, "stdout" | "terminal">,
  load: () => Promise<Pick<typeof account, "readFigures" | "permissionPolicy">>,
  access: Access = {},
): Promise<void> {
  if (options.policy) {
    stdout.write(`${JSON.stringify((await load()).permissionPolicy(), null, 2)}\n`);
    return;
  }
  const given = readOptions(options);
  const settings = loadSettings();
  const figures = options.fromAccount ? await readAccount() : undefined;
  const inOrganization = given.scale.inOrganization || settings.organization !== undefined;
  const scale = { ...given.scale, ...regionsOf(settings, options), inOrganization };
  const volumes = volumesOf(given, figures);
  const stacks = stacksOf(settings, scale);
  const result = {
    volumes,
    scale,
    figures,
    charges: monthlyCharges(stacks, volumes, scale),
    firstMonth: firstMonthCharges(stacks, volumes, scale),
    savings: savingsOf(stacks, volumes, scale, typesOf(given, figures)),
    filters: filtersText(settings),
  };
  stdout.write(options.json ? renderJson(result) : renderText(result));

  async function readAccount() {
    const { region } = options;
    const progress = new ProgressLine(terminal);
    let answers = 0;
    const { readFigures } = await load();
    const onAnswer = () => {
      answers += 1;
      progress.show(() => `${answers} answers of AWS`);
    };
    return readFigures(settings, { ...access, ...(region !== undefined && { region }) }, onAnswer).finally(() => {
      progress.clear();
    });
  }
}

/** How many regions there are, if the settings say so. */
function regionsOf({ regions }: StackSettings, options: EstimateOptions): { regions?: number } {
  if (regions.length === 0) return {};
  if (options.regions === undefined) return { regions: regions.length + 1 };
  throw new Stop(
    `--regions: got ${options.regions}; the settings have \`regions\` already, ${regions.length} besides the first: omit one of them.`,
  );
}
