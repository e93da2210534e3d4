# Written by terraform-aws-security-monitoring, sha256:5fd33a3347f201b530b2dd38a1a5a9c608a950036c71fa0a84fe33eca3e3f04d

variable "security_account_id" {
  type        = string
  description = "ID of the security account, which administers the services."
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.security_account_id))
    error_message = "security_account_id must be an AWS account id of 12 digits, quoted."
  }
}

variable "services" {
  type        = list(string)
  default     = ["access-analyzer", "cloudtrail", "config", "guardduty", "security-hub", "stacksets"]
  description = "Services that the security account administers: access-analyzer, cloudtrail, config, guardduty, security-hub, stacksets. Omitting one deregisters the account; Security Hub then deletes the configuration policies of the organization."
  nullable    = false

  validation {
    condition     = length(distinct(var.services)) == length(var.services)
    error_message = "services must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.services : item != null])
    error_message = "services[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.services : item == null ? true : contains(["access-analyzer", "cloudtrail", "config", "guardduty", "security-hub", "stacksets"], item)])
    error_message = "services[*] must be one of access-analyzer, cloudtrail, config, guardduty, security-hub, stacksets."
  }
}
