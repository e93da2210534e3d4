import { attackExamples } from "./attack";
import { cisExamples } from "./cis";
import { dataExamples } from "./data";
import type { Examples } from "./record";
import { tamperExamples } from "./tamper";

/** Events for every detection, by its id. */
export const detectionExamples: Readonly<Record<string, Examples>> = {
  ...cisExamples,
  ...tamperExamples,
  ...attackExamples,
  ...dataExamples,
};
