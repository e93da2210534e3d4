export { repair, type RepairOptions } from "./repair";
export { undo, type UndoOptions } from "./undo";
