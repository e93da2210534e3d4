export { Attempts, type Attempt } from "./attempts";
export { type ClientOf } from "./clients";
export { Engine, type EngineParts, type RepairRequest, type Result } from "./engine";
export { type Examination } from "./examination";
export { lastChange } from "./last-change";
export { BadRecord, Records, type RecordKey } from "./records";
export { type Found, type Place, type Remedy } from "./remedy";
export { remedyFor, remedyOf } from "./remedies";
export { undo, undoPlanOf, type Undone, type UndoPlan } from "./undo";
