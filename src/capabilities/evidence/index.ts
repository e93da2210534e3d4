export { EvidenceProtection, type EvidenceProtectionOutputs, type EvidenceProtectionProps } from "./protection";
