import { identity } from "./identity";
import { network } from "./network";
import { records } from "./records";

/** The alarms that the CIS AWS Foundations Benchmark asks for. */
export const cis = [...identity, ...records, ...network];
