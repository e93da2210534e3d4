export { BucketCheck, type BucketCheckOutputs, type BucketCheckProps } from "./bucket-check";
export { KeyCheck, type KeyCheckOutputs, type KeyCheckProps } from "./key-check";
export { ObjectLock, type ObjectLockOutputs, type ObjectLockProps } from "./object-lock";
