# Written by terraform-aws-security-monitoring, sha256:9625e9f3be877229d665d2f4d249ce78876c3c02d9c0b1acc56b948230aa6fa3

variable "database_name" {
  type        = string
  default     = "security_monitoring"
  description = "Name of the database in the AWS Glue Data Catalog. Athena allows no hyphen in it: each becomes an underscore. Another name replaces database and table, and no event is lost."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9_-]{1,255}$", var.database_name))
    error_message = "database_name must be a database name of 1 to 255 lower-case letters, digits and _ -."
  }
}

variable "bucket_name" {
  type        = string
  description = "Bucket that a trail delivers to."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.bucket_name)) && length(regexall("(?s).", var.bucket_name)) >= 3 && length(regexall("(?s).", var.bucket_name)) <= 63
    error_message = "bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }
}

variable "key_prefix" {
  type        = string
  default     = "AWSLogs/"
  description = "What the keys of the log files begin with, up to the number of the account. Another one than the default only with an existing trail: `logs/AWSLogs/` if its S3 key prefix is `logs`, `AWSLogs/o-a1b2c3d4e5/` if it is that of the organization with this id. With `organization` its id is added."
  nullable    = false

  validation {
    condition     = can(regex("^([A-Za-z0-9_.-]+/)+$", var.key_prefix))
    error_message = "key_prefix must be a prefix that ends in / such as AWSLogs/, of letters, digits and _ . -."
  }
}

variable "organization_id" {
  type        = string
  default     = null
  description = "ID of the organization whose trail delivers. Omitted: that of the account."
  nullable    = true

  validation {
    condition     = var.organization_id == null ? true : can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "organization_id must be the id of an organization: o- and 10 to 32 lower-case letters and digits, such as o-a1b2c3d4e5."
  }
}

variable "accounts" {
  type        = list(string)
  default     = []
  description = "Accounts of the organization whose events can be queried. Empty: this account alone. A query that gives no account lists the days of each, so name those that matter."
  nullable    = false

  validation {
    condition     = length(distinct(var.accounts)) == length(var.accounts)
    error_message = "accounts must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.accounts : item != null])
    error_message = "accounts[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.accounts : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "accounts[*] must be an AWS account id of 12 digits, quoted."
  }
}

variable "regions" {
  type        = list(string)
  default     = []
  description = "Regions whose events can be queried. Empty: those that are enabled in the account, as AWS says in each plan. List them where a region was disabled whose events still matter."
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

variable "history_days" {
  type        = number
  default     = 2557
  description = "Days before today whose events can be queried: for as long as the bucket retains them. The default is seven years."
  nullable    = false

  validation {
    condition     = var.history_days >= 1 && var.history_days <= 36500 && floor(var.history_days) == var.history_days
    error_message = "history_days must be a whole number from 1 to 36500."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the database."
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
