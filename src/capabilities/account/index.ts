export { EbsEncryption, type EbsEncryptionOutputs, type EbsEncryptionProps } from "./ebs-encryption";
export { PasswordPolicy, type PasswordPolicyOutputs, type PasswordPolicyProps } from "./password-policy";
export {
  AccountPublicAccessBlock,
  type AccountPublicAccessBlockOutputs,
  type AccountPublicAccessBlockProps,
} from "./public-access-block";
export { SecurityContact, type SecurityContactOutputs, type SecurityContactProps } from "./security-contact";
