export { needsReadOnlyCalls } from "./cloudtrail";
export { evaluate } from "./evaluate";
export { type Usage, allowed, usage } from "./limits";
export { mayOverlap, testsOfField } from "./overlap";
export type * from "./pattern";
export { problems } from "./problems";
export type { Difference } from "./translate/difference";
export { type Success, type Translation, translate } from "./translate/translate";
