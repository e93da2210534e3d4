# Written by terraform-aws-security-monitoring, sha256:0d6c5d813ffcf68379b54b6ac3325a6ab558e879599067b16aa662fc21c6d52e

variable "key_arn" {
  type        = string
  default     = null
  description = "ARN of the key. Unset: a key of this account that is created with this policy, and so has no ARN yet."
  nullable    = true

  validation {
    condition     = var.key_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.key_arn))
    error_message = "key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

variable "further_regions" {
  type        = list(string)
  default     = []
  description = "Further regions whose findings are exported, besides those of this one."
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
