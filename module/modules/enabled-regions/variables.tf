# Written by terraform-aws-security-monitoring, sha256:167871dc93475d1144807d18825ab4b0b0611a4d939245d1c3b29740bfb069e7

variable "regions" {
  type        = list(string)
  description = "Further regions to monitor."
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
