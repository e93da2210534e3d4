export { ExistingLogKey, type ExistingLogKeyOutputs, type ExistingLogKeyProps } from "./existing-log-key";
export {
  ExistingQueriedLogKey,
  type ExistingQueriedLogKeyOutputs,
  type ExistingQueriedLogKeyProps,
} from "./existing-queried-log-key";
export { LogKey, type LogKeyOutputs, type LogKeyProps } from "./log-key";
