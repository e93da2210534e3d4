# Written by terraform-aws-security-monitoring, sha256:762c386a6017ed51303ca6f1ae4ea645e3829b1078b6a0e32c31e4eaa13e762c

variable "detector_id" {
  type        = string
  description = "Detector of the delegated administrator in the region, which administers those of the members."
  nullable    = false

  validation {
    condition     = can(regex("^[a-f0-9]{32}$", var.detector_id))
    error_message = "detector_id must be the id of a detector, 32 hexadecimal digits."
  }
}

variable "features" {
  type        = list(string)
  default     = []
  description = "Protection plans to enable in every account. All others are not enabled by the organization."
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
  description = "Agents that GuardDuty installs in every account. They need RUNTIME_MONITORING in `features`."
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
