# Written by terraform-aws-security-monitoring, sha256:658f4e0c828a92a42d5cbe3f656df3fee0b883c878186d6afe3d085e43b4d0f2

variable "name_prefix" {
  type        = string
  default     = ""
  description = "Prefix of every name; the same in all accounts."
  nullable    = false

  validation {
    condition     = can(regex("^([A-Za-z][A-Za-z0-9-]{0,19})?$", var.name_prefix))
    error_message = "name_prefix must be at most 20 letters, digits and hyphens, starting with a letter."
  }
}

variable "organizational_unit_ids" {
  type        = list(string)
  description = "Organizational units whose accounts get a stack, those in nested units and new ones included; the root's ID stands for all."
  nullable    = false

  validation {
    condition     = length(distinct(var.organizational_unit_ids)) == length(var.organizational_unit_ids)
    error_message = "organizational_unit_ids must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.organizational_unit_ids : item != null])
    error_message = "organizational_unit_ids[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.organizational_unit_ids : item == null ? true : can(regex("^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$", item))])
    error_message = "organizational_unit_ids[*] must be the id of a root or of an organizational unit, such as r-a1b2 or ou-a1b2-c3d4e5f6."
  }
}

variable "excluded_account_ids" {
  type        = list(string)
  default     = []
  description = "Accounts of these units whose stack has no resources. That of the provider is always one of them."
  nullable    = false

  validation {
    condition     = length(distinct(var.excluded_account_ids)) == length(var.excluded_account_ids)
    error_message = "excluded_account_ids must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.excluded_account_ids : item != null])
    error_message = "excluded_account_ids[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.excluded_account_ids : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "excluded_account_ids[*] must be an AWS account id of 12 digits, quoted."
  }
}

variable "further_regions" {
  type        = list(string)
  default     = []
  description = "Regions that get a stack in each account, besides that of the provider."
  nullable    = false

  validation {
    condition     = length(distinct(var.further_regions)) == length(var.further_regions)
    error_message = "further_regions must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.further_regions : item != null])
    error_message = "further_regions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.further_regions : item == null ? true : can(regex("^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$", item))])
    error_message = "further_regions[*] must be an AWS region such as eu-west-1."
  }
}

variable "retain_stacks" {
  type        = bool
  default     = false
  description = "Whether an account that leaves the units keeps its stacks, which nobody updates any more."
  nullable    = false
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the stack set, its stacks and everything in them."
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

variable "existing_recorder_account_ids" {
  type        = list(string)
  default     = []
  description = "Accounts that have a recorder already, of which a region has one: they keep it, and get none."
  nullable    = false

  validation {
    condition     = length(distinct(var.existing_recorder_account_ids)) == length(var.existing_recorder_account_ids)
    error_message = "existing_recorder_account_ids must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.existing_recorder_account_ids : item != null])
    error_message = "existing_recorder_account_ids[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.existing_recorder_account_ids : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "existing_recorder_account_ids[*] must be an AWS account id of 12 digits, quoted."
  }
}

variable "name" {
  type        = string
  default     = "security-monitoring"
  description = "Name of the recorder and of its delivery channel."
  nullable    = false

  validation {
    condition     = can(regex("^[!-~]([ -~]{0,254}[!-~])?$", var.name))
    error_message = "name must be a name of 1 to 256 ASCII characters, with spaces only between them."
  }
}

variable "bucket_name" {
  type        = string
  description = "Bucket that the recorders deliver to, of this or another account."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.bucket_name)) && length(regexall("(?s).", var.bucket_name)) >= 3 && length(regexall("(?s).", var.bucket_name)) <= 63
    error_message = "bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key that encrypts the delivered files."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.kms_key_arn))
    error_message = "kms_key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

variable "recording_frequency" {
  type        = string
  default     = "CONTINUOUS"
  description = "CONTINUOUS or DAILY. DAILY is cheaper if resources change often, but rules evaluate a change up to a day later."
  nullable    = false

  validation {
    condition     = contains(["CONTINUOUS", "DAILY"], var.recording_frequency)
    error_message = "recording_frequency must be one of CONTINUOUS, DAILY."
  }
}

variable "recording_override" {
  type        = object({ resource_types = optional(list(string), []), frequency = optional(string, "DAILY") })
  default     = {}
  description = "Resource types with another recording frequency. DAILY is cheaper for types that change often; types whose changes a rule evaluates are refused, because the rule would notice a change up to a day later. CONTINUOUS, where `recording_frequency` is DAILY, lets rules notice changes of these types at once; the standard rules evaluate AWS::S3::Bucket and AWS::EC2::SecurityGroup.\n- resource_types: Resource types that are recorded at `frequency`. Empty: every type is recorded at `recording_frequency`.\n- frequency: CONTINUOUS or DAILY, whichever `recording_frequency` is not."
  nullable    = false

  validation {
    condition     = length(distinct(var.recording_override.resource_types)) == length(var.recording_override.resource_types)
    error_message = "recording_override.resource_types must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.recording_override.resource_types : item != null])
    error_message = "recording_override.resource_types[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.recording_override.resource_types : item == null ? true : can(regex("^AWS::[A-Za-z0-9]{1,100}::[A-Za-z0-9:]{1,140}$", item))])
    error_message = "recording_override.resource_types[*] must be a resource type such as AWS::EC2::NetworkInterface."
  }

  validation {
    condition     = contains(["CONTINUOUS", "DAILY"], var.recording_override.frequency)
    error_message = "recording_override.frequency must be one of CONTINUOUS, DAILY."
  }
}

variable "excluded_resource_types" {
  type        = list(string)
  default     = []
  description = "Resource types that are not recorded, usually because they change often and every change is billed."
  nullable    = false

  validation {
    condition     = length(distinct(var.excluded_resource_types)) == length(var.excluded_resource_types)
    error_message = "excluded_resource_types must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.excluded_resource_types : item != null])
    error_message = "excluded_resource_types[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.excluded_resource_types : item == null ? true : can(regex("^AWS::[A-Za-z0-9]{1,100}::[A-Za-z0-9:]{1,140}$", item))])
    error_message = "excluded_resource_types[*] must be a resource type such as AWS::EC2::NetworkInterface."
  }
}

variable "records_global_resources" {
  type        = bool
  default     = true
  description = "Whether IAM users, groups, roles and policies are recorded, in the region of the provider."
  nullable    = false
}

variable "snapshot_frequency" {
  type        = string
  default     = "TwentyFour_Hours"
  description = "How often a snapshot of the whole configuration is delivered."
  nullable    = false

  validation {
    condition     = contains(["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"], var.snapshot_frequency)
    error_message = "snapshot_frequency must be one of One_Hour, Three_Hours, Six_Hours, Twelve_Hours, TwentyFour_Hours."
  }
}
