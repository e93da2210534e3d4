export type { RuleProblem } from "./problem";
export { type Rule, type Rules, readRules } from "./rules";
