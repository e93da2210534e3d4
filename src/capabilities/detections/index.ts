export { Detections, type DetectionsOutputs, type DetectionsProps } from "./detections";
