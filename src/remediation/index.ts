export {
  blockPublicAccess,
  undoBlock,
  type BucketAccess,
  type BucketChange,
  type BucketRepair,
  type PublicAccessBlock,
} from "./bucket";
export {
  closeToTheWorld,
  undoChanges,
  type GroupChange,
  type GroupRepair,
  type Permission,
  type SecurityGroupRule,
} from "./security-group";
