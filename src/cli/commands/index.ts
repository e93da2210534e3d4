import type { Declaration } from "../command-line";
import { adopt } from "./adopt";
import { deployerPolicy } from "./deployer-policy";
import { init } from "./init";
import { leave } from "./leave";
import { moduleCommand } from "./module";
import { report } from "./report";
import { synth } from "./synth";

/** Every command, in the order a user needs them. */
export const commands: readonly Declaration[] = [init, synth, moduleCommand, adopt, report, deployerPolicy, leave];
