export { Detections, type DetectionsOutputs, type DetectionsProps } from "./detections";
export { DetectionRules, type DetectionRulesOutputs, type DetectionRulesProps } from "./rules";
