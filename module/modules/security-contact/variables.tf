# Written by terraform-aws-security-monitoring, sha256:95ab6d1f2cef0667738448188eee351d2ec484eafabadabf26e5be36ec5063fb

variable "name" {
  type        = string
  description = "Who AWS asks for."
  nullable    = false

  validation {
    condition     = length(regexall("(?s).", var.name)) >= 1 && length(regexall("(?s).", var.name)) <= 64
    error_message = "name must be text of 1 to 64 characters."
  }
}

variable "title" {
  type        = string
  description = "Their function."
  nullable    = false

  validation {
    condition     = length(regexall("(?s).", var.title)) >= 1 && length(regexall("(?s).", var.title)) <= 50
    error_message = "title must be text of 1 to 50 characters."
  }
}

variable "email_address" {
  type        = string
  description = "Where AWS writes to."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_+=.#|!&-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z0-9]+$", var.email_address)) && length(regexall("(?s).", var.email_address)) >= 1 && length(regexall("(?s).", var.email_address)) <= 254
    error_message = "email_address must be an e-mail address such as security@example.com, with letters, digits and _ + = . # | ! & - before the @."
  }
}

variable "phone_number" {
  type        = string
  description = "Where AWS calls."
  nullable    = false

  validation {
    condition     = can(regex("^[0-9 ()+-]{1,25}$", var.phone_number))
    error_message = "phone_number must be a telephone number of 1 to 25 digits, spaces, ( ) + and -."
  }
}
