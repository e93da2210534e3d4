export { EnabledRegions, type EnabledRegionsOutputs, type EnabledRegionsProps } from "./enabled-regions";
