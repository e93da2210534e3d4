import type { Declaration } from "../command-line";
import { adopt } from "./adopt";
import { dashboard } from "./dashboard";
import { deployerPolicy } from "./deployer-policy";
import { drill } from "./drill";
import { estimate } from "./estimate";
import { init } from "./init";
import { leave } from "./leave";
import { moduleCommand } from "./module";
import { regions } from "./regions";
import { repair } from "./repair";
import { report } from "./report";
import { synth } from "./synth";
import { undo } from "./undo";
import { verify } from "./verify";

/** Every command, in the order a user needs them. */
export const commands: readonly Declaration[] = [
  init,
  estimate,
  synth,
  moduleCommand,
  regions,
  adopt,
  verify,
  drill,
  repair,
  undo,
  report,
  dashboard,
  deployerPolicy,
  leave,
];
