# Written by terraform-aws-security-monitoring, sha256:7496fb4993b3b70b79fad127e52faea064f4a5c761c4b7b11b20ca8a7d12494b

variable "bucket_name" {
  type        = string
  description = "Name of the bucket."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.bucket_name)) && length(regexall("(?s).", var.bucket_name)) >= 3 && length(regexall("(?s).", var.bucket_name)) <= 63
    error_message = "bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
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
