# Written by terraform-aws-security-monitoring, sha256:f138673e12011123d41236935ce3908b32a09f5f0620ce90b6d92789ae090254

variable "hub_arn" {
  type        = string
  description = "Hub that collects the findings."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:securityhub:[a-z0-9-]+:[0-9]{12}:hub/default$", var.hub_arn))
    error_message = "hub_arn must be an ARN such as arn:<partition>:securityhub:eu-west-1:111122223333:hub/default."
  }
}

variable "regions" {
  type        = list(string)
  default     = []
  description = "Regions whose findings are collected. Each needs a hub of its own. Empty: every region, also those that are enabled later."
  nullable    = false

  validation {
    condition     = length(distinct(var.regions)) == length(var.regions)
    error_message = "regions must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.regions : item != null])
    error_message = "regions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.regions : item == null ? true : can(regex("^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$", item))])
    error_message = "regions[*] must be an AWS region such as eu-west-1."
  }
}
