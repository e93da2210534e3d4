# Written by terraform-aws-security-monitoring, sha256:679957d287e931f722f1a2dbf774d6bfc87fb3a173f870fbf57b053e1ada9304

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

variable "role_arn" {
  type        = string
  description = "Role that the recorder uses to read the account."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/([!-.0-~]+/)*[A-Za-z0-9+=,.@_-]{1,64}$", var.role_arn))
    error_message = "role_arn must be an ARN such as arn:<partition>:iam::111122223333:role/name."
  }
}

variable "bucket_name" {
  type        = string
  description = "Bucket that receives the configuration history. Its policy must allow AWS Config to deliver."
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
  description = "Whether IAM users, groups, roles and policies are recorded. Set true in one region of an account, false in the others."
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
