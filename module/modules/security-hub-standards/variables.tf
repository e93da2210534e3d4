# Written by terraform-aws-security-monitoring, sha256:3bd98063d2052f7a98f49be88af1216d4734f168c069326680e0142d2b1cb685

variable "hub_arn" {
  type        = string
  description = "Hub that the standards belong to. Its partition and region are those of the standards."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:securityhub:[a-z0-9-]+:[0-9]{12}:hub/default$", var.hub_arn))
    error_message = "hub_arn must be an ARN such as arn:<partition>:securityhub:eu-west-1:111122223333:hub/default."
  }
}

variable "recorder_name" {
  type        = string
  description = "AWS Config recorder of the region. Without one, Security Hub enables a standard incompletely."
  nullable    = false

  validation {
    condition     = can(regex("^[^\\r\\n]{1,256}$", var.recorder_name))
    error_message = "recorder_name must be the name of the region's AWS Config recorder, which most controls need: enable AWS Config, or name the existing recorder."
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
  description = "Controls to disable, each as `<standard>/<control>`, and why. A control that several standards contain has to be disabled in each. Removing one from here leaves it disabled, because the provider cannot undo it: move it to `enabled_controls`."
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

variable "enabled_controls" {
  type        = list(string)
  default     = []
  description = "Controls to enable, each as `<standard>/<control>`: those that were disabled, or are new while `auto_enable_controls` is false."
  nullable    = false

  validation {
    condition     = length(distinct(var.enabled_controls)) == length(var.enabled_controls)
    error_message = "enabled_controls must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.enabled_controls : item != null])
    error_message = "enabled_controls[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.enabled_controls : item == null ? true : can(regex("^(fsbp|cis-1[.]2|cis-1[.]4|cis-3[.]0|cis-5[.]0|nist-800-53|nist-800-171|pci-dss-3[.]2[.]1|pci-dss-4[.]0[.]1|resource-tagging)/[A-Z][A-Za-z0-9]{1,40}[.][0-9]{1,4}$", item))])
    error_message = "enabled_controls[*] must be a standard and a control that it contains, such as fsbp/IAM.6; the standards are fsbp, cis-1.2, cis-1.4, cis-3.0, cis-5.0, nist-800-53, nist-800-171, pci-dss-3.2.1, pci-dss-4.0.1, resource-tagging."
  }
}

variable "is_governed" {
  type        = bool
  default     = false
  description = "Whether a configuration policy of the organization governs the account. Then only the policy enables standards and controls: AWS refuses the account's own."
  nullable    = false
}
