# Written by terraform-aws-security-monitoring, sha256:63fe4201ffdd7498f849e907ad67d9ab9602b9e734a49f530f4879c5c8545daf

variable "finding_publishing_frequency" {
  type        = string
  default     = "FIFTEEN_MINUTES"
  description = "How often GuardDuty publishes that a finding occurred again. A new finding is published within 5 minutes in any case."
  nullable    = false

  validation {
    condition     = contains(["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"], var.finding_publishing_frequency)
    error_message = "finding_publishing_frequency must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS."
  }
}

variable "features" {
  type        = list(string)
  default     = []
  description = "Protection plans to enable. All others are disabled explicitly, because a new detector has most of them enabled. Unset: only the foundational detection in CloudTrail, VPC flow and DNS logs, which is the cheapest. Each plan is billed by what it analyses, after a trial of 30 days."
  nullable    = false

  validation {
    condition     = length(distinct(var.features)) == length(var.features)
    error_message = "features must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.features : item != null])
    error_message = "features[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.features : item == null ? true : contains(["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING"], item)])
    error_message = "features[*] must be one of S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, LAMBDA_NETWORK_LOGS, RUNTIME_MONITORING."
  }
}

variable "runtime_agents" {
  type        = list(string)
  default     = []
  description = "Agents that GuardDuty installs and updates by itself. They need RUNTIME_MONITORING in `features`, and are billed by the processors they run on."
  nullable    = false

  validation {
    condition     = length(distinct(var.runtime_agents)) == length(var.runtime_agents)
    error_message = "runtime_agents must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.runtime_agents : item != null])
    error_message = "runtime_agents[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.runtime_agents : item == null ? true : contains(["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"], item)])
    error_message = "runtime_agents[*] must be one of EKS_ADDON_MANAGEMENT, ECS_FARGATE_AGENT_MANAGEMENT, EC2_AGENT_MANAGEMENT."
  }
}

variable "unavailable_features" {
  type        = list(string)
  default     = []
  description = "Protection plans that the region does not have, and that are not even disabled: AWS refuses to name them. The plan says which."
  nullable    = false

  validation {
    condition     = length(distinct(var.unavailable_features)) == length(var.unavailable_features)
    error_message = "unavailable_features must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.unavailable_features : item != null])
    error_message = "unavailable_features[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.unavailable_features : item == null ? true : contains(["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING"], item)])
    error_message = "unavailable_features[*] must be one of S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, LAMBDA_NETWORK_LOGS, RUNTIME_MONITORING."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the detector."
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
