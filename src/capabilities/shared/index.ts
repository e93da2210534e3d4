export { BucketCheck, type BucketCheckOutputs, type BucketCheckProps } from "./bucket-check";
export { KeyCheck, type KeyCheckOutputs, type KeyCheckProps } from "./key-check";
