export { AccessLogBucket, type AccessLogBucketOutputs, type AccessLogBucketProps } from "./bucket";
export {
  ExistingAccessLogBucket,
  type ExistingAccessLogBucketOutputs,
  type ExistingAccessLogBucketProps,
} from "./existing-bucket";
export { AccessLogging, type AccessLoggingOutputs, type AccessLoggingProps } from "./logging";
