# Written by terraform-aws-security-monitoring, sha256:153a71cfaf2088fdbff82dbda32c799eb42cfdd9a2b9c0aeeb20fb36a14d0f86

variable "hub_arn" {
  type        = string
  description = "Hub of the delegated administrator, in its home region."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:securityhub:[a-z0-9-]+:[0-9]{12}:hub/default$", var.hub_arn))
    error_message = "hub_arn must be an ARN such as arn:<partition>:securityhub:eu-west-1:111122223333:hub/default."
  }
}

variable "aggregator_arn" {
  type        = string
  description = "Aggregator of the home region, whose regions are those that the policy is for."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:securityhub:[a-z0-9-]+:[0-9]{12}:finding-aggregator/[a-zA-Z0-9-]{1,64}$", var.aggregator_arn))
    error_message = "aggregator_arn must be an ARN such as arn:<partition>:securityhub:eu-west-1:111122223333:finding-aggregator/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

variable "own_standards" {
  type        = list(string)
  default     = []
  description = "Standards that the account itself enabled, which have to be gone before a policy governs it."
  nullable    = false

  validation {
    condition     = alltrue([for item in var.own_standards : item != null])
    error_message = "own_standards[*] must not be null."
  }
}

variable "name" {
  type        = string
  description = "Name of the configuration policy."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._~-]+$", var.name)) && length(regexall("(?s).", var.name)) >= 1 && length(regexall("(?s).", var.name)) <= 128
    error_message = "name must be a name of 1 to 128 letters, digits and . _ ~ -."
  }
}

variable "standards" {
  type        = list(string)
  default     = ["fsbp"]
  description = "Standards to enable: fsbp, cis-1.2, cis-1.4, cis-3.0, cis-5.0, nist-800-53, nist-800-171, pci-dss-3.2.1, pci-dss-4.0.1, resource-tagging. AWS bills every check of a resource; a control that several standards contain is checked, billed and reported once."
  nullable    = false

  validation {
    condition     = length(distinct(var.standards)) == length(var.standards)
    error_message = "standards must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.standards : item != null])
    error_message = "standards[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.standards : item == null ? true : contains(["fsbp", "cis-1.2", "cis-1.4", "cis-3.0", "cis-5.0", "nist-800-53", "nist-800-171", "pci-dss-3.2.1", "pci-dss-4.0.1", "resource-tagging"], item)])
    error_message = "standards[*] must be one of fsbp, cis-1.2, cis-1.4, cis-3.0, cis-5.0, nist-800-53, nist-800-171, pci-dss-3.2.1, pci-dss-4.0.1, resource-tagging."
  }
}

variable "disabled_controls" {
  type        = map(string)
  default     = {}
  description = "Controls to disable in every account, each as `<standard>/<control>`. A policy knows controls without their standard: it is disabled in all of them."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.disabled_controls) : can(regex("^(fsbp|cis-1[.]2|cis-1[.]4|cis-3[.]0|cis-5[.]0|nist-800-53|nist-800-171|pci-dss-3[.]2[.]1|pci-dss-4[.]0[.]1|resource-tagging)/[A-Z][A-Za-z0-9]{1,40}[.][0-9]{1,4}$", key))])
    error_message = "Every key of disabled_controls must be a standard and a control that it contains, such as fsbp/IAM.6; the standards are fsbp, cis-1.2, cis-1.4, cis-3.0, cis-5.0, nist-800-53, nist-800-171, pci-dss-3.2.1, pci-dss-4.0.1, resource-tagging."
  }

  validation {
    condition     = alltrue([for entry in values(var.disabled_controls) : entry != null])
    error_message = "disabled_controls[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.disabled_controls) : entry == null ? true : can(regex("^[\\x20-\\x7e\\xa0-\\xff]*[\\x21-\\x7e\\xa1-\\xff][\\x20-\\x7e\\xa0-\\xff]*$", entry)) && length(regexall("(?s).", entry)) >= 1 && length(regexall("(?s).", entry)) <= 1024])
    error_message = "disabled_controls[*] must be a reason of 1 to 1024 characters of Latin-1 on one line, not only spaces."
  }
}

variable "targets" {
  type        = list(string)
  default     = []
  description = "Root or organizational units that the policy is for. It is for the account itself in any case."
  nullable    = false

  validation {
    condition     = length(distinct(var.targets)) == length(var.targets)
    error_message = "targets must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.targets : item != null])
    error_message = "targets[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.targets : item == null ? true : can(regex("^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$", item))])
    error_message = "targets[*] must be the id of a root or of an organizational unit, such as r-a1b2 or ou-a1b2-c3d4e5f6."
  }
}
