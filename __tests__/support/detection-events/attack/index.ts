import type { Examples } from "../record";
import { abuse } from "./abuse";
import { compute } from "./compute";
import { concealment } from "./concealment";
import { credentials } from "./credentials";
import { exposure } from "./exposure";
import { permissions } from "./permissions";
import { secrets } from "./secrets";

/** Events for the detections of the pack, in files as in `src/detections/attack/`. */
export const attackExamples: Readonly<Record<string, Examples>> = {
  ...credentials,
  ...permissions,
  ...secrets,
  ...compute,
  ...exposure,
  ...concealment,
  ...abuse,
};
