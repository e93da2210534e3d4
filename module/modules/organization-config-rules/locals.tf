# Written by terraform-aws-security-monitoring, sha256:ce2cbcc4cea0bccb2ace04b3047f50c5dce7aa51e0783d3e7f1f63102bced66d

locals {
  standard_rules = {
    s3-bucket-public-read-prohibited = {
      identifier                  = "S3_BUCKET_PUBLIC_READ_PROHIBITED"
      unlisted                    = false
      description                 = "No bucket can be read by the public."
      input_parameters            = {}
      maximum_execution_frequency = null
      scope                       = null
    }
    s3-bucket-public-write-prohibited = {
      identifier                  = "S3_BUCKET_PUBLIC_WRITE_PROHIBITED"
      unlisted                    = false
      description                 = "No bucket can be written by the public."
      input_parameters            = {}
      maximum_execution_frequency = null
      scope                       = null
    }
    restricted-ssh = {
      identifier                  = "INCOMING_SSH_DISABLED"
      unlisted                    = false
      description                 = "No security group lets the whole internet in on port 22."
      input_parameters            = {}
      maximum_execution_frequency = null
      scope                       = null
    }
  }
  custom_rules = var.rules
  rules        = { for name, rule in merge(local.standard_rules, local.custom_rules) : name => rule if !contains(var.disabled_rules, name) && (var.includes_account_wide ? true : !contains(["ACCESS_KEYS_ROTATED", "ACCOUNT_PART_OF_ORGANIZATIONS", "CLOUDFRONT_S3_ORIGIN_NON_EXISTENT_BUCKET", "CLOUDTRAIL_ALL_READ_S3_DATA_EVENT_CHECK", "CLOUDTRAIL_ALL_WRITE_S3_DATA_EVENT_CHECK", "CLOUDTRAIL_S3_DATAEVENTS_ENABLED", "CLOUDTRAIL_SECURITY_TRAIL_ENABLED", "IAM_PASSWORD_POLICY", "IAM_POLICY_IN_USE", "IAM_ROOT_ACCESS_KEY_CHECK", "IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK", "IAM_USER_MFA_ENABLED", "IAM_USER_UNUSED_CREDENTIALS_CHECK", "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS", "MULTI_REGION_CLOUD_TRAIL_ENABLED", "ROOT_ACCOUNT_HARDWARE_MFA_ENABLED", "ROOT_ACCOUNT_MFA_ENABLED", "S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC", "SECURITY_ACCOUNT_INFORMATION_PROVIDED", "SHIELD_ADVANCED_ENABLED_AUTORENEW", "SHIELD_DRT_ACCESS"], rule.identifier)) }
}
