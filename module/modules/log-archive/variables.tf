# Written by terraform-aws-security-monitoring, sha256:0dcf9827751d305abff4991526ca58a497eb3868a50b8447bb8439980a2d0446

variable "name_prefix" {
  type        = string
  default     = ""
  description = "The same as that of the monitoring: prefix of the names of what delivers, and of what is created here."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]{0,20}$", var.name_prefix))
    error_message = "name_prefix must be at most 20 lower-case letters, digits and hyphens."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of every resource that can have tags."
  nullable    = false

  validation {
    condition     = length(var.tags) <= 50
    error_message = "tags must have at most 50 entries."
  }

  validation {
    condition     = length(distinct([for key in keys(var.tags) : lower(key)])) == length(var.tags)
    error_message = "tags must not have keys that differ only in case."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$", key)) && !can(regex("^[aA][wW][sS]:", key)) && length(regexall("(?s).", key)) >= 1 && length(regexall("(?s).", key)) <= 128])
    error_message = "Every key of tags must be a tag key of 1 to 128 letters, digits, spaces and _ . : / = + @ -, not starting with \"aws:\"."
  }

  validation {
    condition     = alltrue([for entry in values(var.tags) : entry != null])
    error_message = "tags[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.tags) : entry == null ? true : can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$", entry)) && length(regexall("(?s).", entry)) >= 1 && length(regexall("(?s).", entry)) <= 256])
    error_message = "tags[*] must be a tag value of 1 to 256 letters, digits, spaces and _ . : / = + @ -."
  }
}

variable "security_account_id" {
  type        = string
  description = "ID of the account of the monitoring."
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.security_account_id))
    error_message = "security_account_id must be an AWS account id of 12 digits, quoted."
  }
}

variable "organization" {
  type        = object({ id = string, management_account_id = string, members = optional(object({ organizational_unit_ids = list(string), excluded_account_ids = optional(list(string), []), existing_recorder_account_ids = optional(list(string), []), recorder = optional(bool, true), remediation = optional(bool, false), retain_stacks = optional(bool, false) })), security_hub_targets = optional(list(string), []), config_rules = optional(object({ excluded_account_ids = optional(list(string), []) })) })
  description = "The organization, as in the monitoring.\n- id: ID of the organization, such as o-a1b2c3d4e5.\n- management_account_id: ID of the management account of the organization.\n- members: Accounts of the organization that get, in each region, an AWS Config recorder that delivers to the bucket of this account, and event rules that forward to it; new accounts as well. Needs trusted access for CloudFormation StackSets, and this account as their delegated administrator. Omitted: none.\n  - organizational_unit_ids: Organizational units whose accounts get a stack, those in nested units and new ones included; the root's ID stands for all.\n  - excluded_account_ids: Accounts of these units that get nothing. The security account is always one of them.\n  - existing_recorder_account_ids: Accounts that have an AWS Config recorder already, of which a region has one. They keep it, and get the event rules only.\n  - recorder: Whether the accounts get an AWS Config recorder, which needs that of this account: they deliver to its bucket.\n  - remediation: Whether the functions of remediation examine and repair resources of these accounts as well, with a role that each of them gets: what `remediation.modes` enables, by the same modes and limits. Runbooks and daily sweeps stay with this account.\n  - retain_stacks: Whether an account that leaves the units keeps its stacks, which nobody updates any more.\n- security_hub_targets: Root of the organization, or organizational units, whose accounts Security Hub configures: also those that join later. Empty: this account only.\n- config_rules: Creates the rules of `config.rules` in every account of the organization as well. `{}` excludes none. Set it once every account has a recorder in every region that is monitored: AWS refuses a rule in an account without one, and the apply fails.\n  - excluded_account_ids: Accounts without a recorder, where AWS refuses rules, and others without these rules."
  nullable    = false

  validation {
    condition     = var.organization.id != null
    error_message = "organization.id must not be null."
  }

  validation {
    condition     = var.organization.id == null ? true : can(regex("^o-[a-z0-9]{10,32}$", var.organization.id))
    error_message = "organization.id must be the id of an organization: o- and 10 to 32 lower-case letters and digits, such as o-a1b2c3d4e5."
  }

  validation {
    condition     = var.organization.management_account_id != null
    error_message = "organization.management_account_id must not be null."
  }

  validation {
    condition     = var.organization.management_account_id == null ? true : can(regex("^[0-9]{12}$", var.organization.management_account_id))
    error_message = "organization.management_account_id must be an AWS account id of 12 digits, quoted."
  }

  validation {
    condition     = var.organization.members == null ? true : var.organization.members.organizational_unit_ids != null
    error_message = "organization.members.organizational_unit_ids must not be null."
  }

  validation {
    condition     = var.organization.members == null ? true : var.organization.members.organizational_unit_ids == null ? true : length(distinct(var.organization.members.organizational_unit_ids)) == length(var.organization.members.organizational_unit_ids)
    error_message = "organization.members.organizational_unit_ids must not contain duplicates."
  }

  validation {
    condition     = var.organization.members == null ? true : var.organization.members.organizational_unit_ids == null ? true : alltrue([for item in var.organization.members.organizational_unit_ids : item != null])
    error_message = "organization.members.organizational_unit_ids[*] must not be null."
  }

  validation {
    condition     = var.organization.members == null ? true : var.organization.members.organizational_unit_ids == null ? true : alltrue([for item in var.organization.members.organizational_unit_ids : item == null ? true : can(regex("^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$", item))])
    error_message = "organization.members.organizational_unit_ids[*] must be the id of a root or of an organizational unit, such as r-a1b2 or ou-a1b2-c3d4e5f6."
  }

  validation {
    condition     = var.organization.members == null ? true : length(distinct(var.organization.members.excluded_account_ids)) == length(var.organization.members.excluded_account_ids)
    error_message = "organization.members.excluded_account_ids must not contain duplicates."
  }

  validation {
    condition     = var.organization.members == null ? true : alltrue([for item in var.organization.members.excluded_account_ids : item != null])
    error_message = "organization.members.excluded_account_ids[*] must not be null."
  }

  validation {
    condition     = var.organization.members == null ? true : alltrue([for item in var.organization.members.excluded_account_ids : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "organization.members.excluded_account_ids[*] must be an AWS account id of 12 digits, quoted."
  }

  validation {
    condition     = var.organization.members == null ? true : length(distinct(var.organization.members.existing_recorder_account_ids)) == length(var.organization.members.existing_recorder_account_ids)
    error_message = "organization.members.existing_recorder_account_ids must not contain duplicates."
  }

  validation {
    condition     = var.organization.members == null ? true : alltrue([for item in var.organization.members.existing_recorder_account_ids : item != null])
    error_message = "organization.members.existing_recorder_account_ids[*] must not be null."
  }

  validation {
    condition     = var.organization.members == null ? true : alltrue([for item in var.organization.members.existing_recorder_account_ids : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "organization.members.existing_recorder_account_ids[*] must be an AWS account id of 12 digits, quoted."
  }

  validation {
    condition     = length(distinct(var.organization.security_hub_targets)) == length(var.organization.security_hub_targets)
    error_message = "organization.security_hub_targets must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.organization.security_hub_targets : item != null])
    error_message = "organization.security_hub_targets[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.organization.security_hub_targets : item == null ? true : can(regex("^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$", item))])
    error_message = "organization.security_hub_targets[*] must be the id of a root or of an organizational unit, such as r-a1b2 or ou-a1b2-c3d4e5f6."
  }

  validation {
    condition     = var.organization.config_rules == null ? true : length(distinct(var.organization.config_rules.excluded_account_ids)) == length(var.organization.config_rules.excluded_account_ids)
    error_message = "organization.config_rules.excluded_account_ids must not contain duplicates."
  }

  validation {
    condition     = var.organization.config_rules == null ? true : alltrue([for item in var.organization.config_rules.excluded_account_ids : item != null])
    error_message = "organization.config_rules.excluded_account_ids[*] must not be null."
  }

  validation {
    condition     = var.organization.config_rules == null ? true : alltrue([for item in var.organization.config_rules.excluded_account_ids : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "organization.config_rules.excluded_account_ids[*] must be an AWS account id of 12 digits, quoted."
  }
}

variable "trail_name" {
  type        = string
  default     = "security-monitoring-trail"
  description = "Name of the trail."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", var.trail_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$", var.trail_name)) && length(regexall("(?s).", var.trail_name)) >= 3 && length(regexall("(?s).", var.trail_name)) <= 128
    error_message = "trail_name must be a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address."
  }
}

variable "organization_trail_name" {
  type        = string
  default     = "security-monitoring-organization-trail"
  description = "Name of the trail of the organization, if `organization` is set. No account of the organization may have another trail of this name."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", var.organization_trail_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$", var.organization_trail_name)) && length(regexall("(?s).", var.organization_trail_name)) >= 3 && length(regexall("(?s).", var.organization_trail_name)) <= 128
    error_message = "organization_trail_name must be a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address."
  }
}

variable "log_group_name" {
  type        = string
  default     = "security-monitoring-trail"
  description = "Name of the log group."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_/.#-]{1,512}$", var.log_group_name)) && !can(regex("^aws/", var.log_group_name))
    error_message = "log_group_name must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with \"aws/\"."
  }
}

variable "trail_bucket" {
  type        = object({ bucket_name = optional(string), expire_after_days = optional(number, 2557), expire_noncurrent_after_days = optional(number, 90), transitions = optional(list(object({ after_days = number, storage_class = string })), []), force_destroy_bucket = optional(bool, false), object_lock = optional(object({ mode = string, days = number })) })
  default     = {}
  description = "The bucket of the trails.\n- bucket_name: Name of the new bucket. Unset: a generated, unique name.\n- expire_after_days: Days after which a file is deleted. The default is seven years.\n- expire_noncurrent_after_days: Days for which an overwritten or deleted file can still be restored.\n- transitions: Storage classes that files move to as they age. S3 does not move files below 128 KB, which are most files of a small account; retrieval from an archive is slow and billed.\n  - after_days: Days after which a file moves.\n  - storage_class: Storage class that the file moves to.\n- force_destroy_bucket: Whether Terraform may delete the new bucket while it contains files. `evidence.deletion_protection` must be false as well.\n- object_lock: Object Lock of the new bucket: files cannot be deleted or overwritten before their retention ends. It cannot be disabled again.\n  - mode: GOVERNANCE: an identity with s3:BypassGovernanceRetention can still delete files. COMPLIANCE: nobody can, not even the root user or Terraform.\n  - days: Days for which a file cannot be deleted or overwritten."
  nullable    = false

  validation {
    condition     = var.trail_bucket.bucket_name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.trail_bucket.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.trail_bucket.bucket_name)) && length(regexall("(?s).", var.trail_bucket.bucket_name)) >= 3 && length(regexall("(?s).", var.trail_bucket.bucket_name)) <= 63
    error_message = "trail_bucket.bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.trail_bucket.expire_after_days >= 1 && var.trail_bucket.expire_after_days <= 36500 && floor(var.trail_bucket.expire_after_days) == var.trail_bucket.expire_after_days
    error_message = "trail_bucket.expire_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = var.trail_bucket.expire_noncurrent_after_days >= 1 && var.trail_bucket.expire_noncurrent_after_days <= 36500 && floor(var.trail_bucket.expire_noncurrent_after_days) == var.trail_bucket.expire_noncurrent_after_days
    error_message = "trail_bucket.expire_noncurrent_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.trail_bucket.transitions : item != null])
    error_message = "trail_bucket.transitions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.trail_bucket.transitions : item == null ? true : item.after_days != null])
    error_message = "trail_bucket.transitions[*].after_days must not be null."
  }

  validation {
    condition     = alltrue([for item in var.trail_bucket.transitions : item == null ? true : item.after_days == null ? true : item.after_days >= 0 && item.after_days <= 36500 && floor(item.after_days) == item.after_days])
    error_message = "trail_bucket.transitions[*].after_days must be a whole number from 0 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.trail_bucket.transitions : item == null ? true : item.storage_class != null])
    error_message = "trail_bucket.transitions[*].storage_class must not be null."
  }

  validation {
    condition     = alltrue([for item in var.trail_bucket.transitions : item == null ? true : item.storage_class == null ? true : contains(["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"], item.storage_class)])
    error_message = "trail_bucket.transitions[*].storage_class must be one of STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE."
  }

  validation {
    condition     = var.trail_bucket.object_lock == null ? true : var.trail_bucket.object_lock.mode != null
    error_message = "trail_bucket.object_lock.mode must not be null."
  }

  validation {
    condition     = var.trail_bucket.object_lock == null ? true : var.trail_bucket.object_lock.mode == null ? true : contains(["GOVERNANCE", "COMPLIANCE"], var.trail_bucket.object_lock.mode)
    error_message = "trail_bucket.object_lock.mode must be one of GOVERNANCE, COMPLIANCE."
  }

  validation {
    condition     = var.trail_bucket.object_lock == null ? true : var.trail_bucket.object_lock.days != null
    error_message = "trail_bucket.object_lock.days must not be null."
  }

  validation {
    condition     = var.trail_bucket.object_lock == null ? true : var.trail_bucket.object_lock.days == null ? true : var.trail_bucket.object_lock.days >= 1 && var.trail_bucket.object_lock.days <= 36500 && floor(var.trail_bucket.object_lock.days) == var.trail_bucket.object_lock.days
    error_message = "trail_bucket.object_lock.days must be a whole number from 1 to 36500."
  }
}

variable "config_bucket" {
  type        = object({ bucket_name = optional(string), expire_after_days = optional(number, 2557), expire_noncurrent_after_days = optional(number, 90), transitions = optional(list(object({ after_days = number, storage_class = string })), []), force_destroy_bucket = optional(bool, false) })
  default     = {}
  description = "The bucket of AWS Config.\n- bucket_name: Name of the new bucket. Unset: a generated, unique name.\n- expire_after_days: Days after which a file is deleted. The default is seven years.\n- expire_noncurrent_after_days: Days for which an overwritten or deleted file can still be restored.\n- transitions: Storage classes that files move to as they age. S3 does not move files below 128 KB, which are most files of a small account; retrieval from an archive is slow and billed.\n  - after_days: Days after which a file moves.\n  - storage_class: Storage class that the file moves to.\n- force_destroy_bucket: Whether Terraform may delete the new bucket while it contains files. `evidence.deletion_protection` must be false as well."
  nullable    = false

  validation {
    condition     = var.config_bucket.bucket_name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.config_bucket.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.config_bucket.bucket_name)) && length(regexall("(?s).", var.config_bucket.bucket_name)) >= 3 && length(regexall("(?s).", var.config_bucket.bucket_name)) <= 63
    error_message = "config_bucket.bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.config_bucket.expire_after_days >= 1 && var.config_bucket.expire_after_days <= 36500 && floor(var.config_bucket.expire_after_days) == var.config_bucket.expire_after_days
    error_message = "config_bucket.expire_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = var.config_bucket.expire_noncurrent_after_days >= 1 && var.config_bucket.expire_noncurrent_after_days <= 36500 && floor(var.config_bucket.expire_noncurrent_after_days) == var.config_bucket.expire_noncurrent_after_days
    error_message = "config_bucket.expire_noncurrent_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.config_bucket.transitions : item != null])
    error_message = "config_bucket.transitions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.config_bucket.transitions : item == null ? true : item.after_days != null])
    error_message = "config_bucket.transitions[*].after_days must not be null."
  }

  validation {
    condition     = alltrue([for item in var.config_bucket.transitions : item == null ? true : item.after_days == null ? true : item.after_days >= 0 && item.after_days <= 36500 && floor(item.after_days) == item.after_days])
    error_message = "config_bucket.transitions[*].after_days must be a whole number from 0 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.config_bucket.transitions : item == null ? true : item.storage_class != null])
    error_message = "config_bucket.transitions[*].storage_class must not be null."
  }

  validation {
    condition     = alltrue([for item in var.config_bucket.transitions : item == null ? true : item.storage_class == null ? true : contains(["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"], item.storage_class)])
    error_message = "config_bucket.transitions[*].storage_class must be one of STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE."
  }
}

variable "key_deletion_window_days" {
  type        = number
  default     = 30
  description = "Days that AWS waits before it deletes a destroyed key. Whatever the key encrypted is lost with it."
  nullable    = false

  validation {
    condition     = var.key_deletion_window_days >= 7 && var.key_deletion_window_days <= 30 && floor(var.key_deletion_window_days) == var.key_deletion_window_days
    error_message = "key_deletion_window_days must be a whole number from 7 to 30."
  }
}

variable "evidence" {
  type        = object({ deletion_protection = optional(bool, true) })
  default     = {}
  description = "The evidence: the buckets and the key.\n- deletion_protection: Whether Terraform refuses a plan that would delete or replace a bucket, the log group, a key of these, the GuardDuty detector, the hub of Security Hub or the table of remediation. It cannot refuse the removal of the whole module call or construct from the code. After it was enabled, `npm run leave` removes the protection."
  nullable    = false
}
