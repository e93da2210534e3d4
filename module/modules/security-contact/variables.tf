# Written by terraform-aws-security-monitoring, sha256:4408640abc7d88461c41929fa68d3c7e54ebcd6b1a9ee434aff2464f80a80e32

variable "name" {
  type        = string
  description = "Name of the contact."
  nullable    = false

  validation {
    condition     = length(regexall("(?s).", var.name)) >= 1 && length(regexall("(?s).", var.name)) <= 64
    error_message = "name must be text of 1 to 64 characters."
  }
}

variable "title" {
  type        = string
  description = "Job title of the contact."
  nullable    = false

  validation {
    condition     = length(regexall("(?s).", var.title)) >= 1 && length(regexall("(?s).", var.title)) <= 50
    error_message = "title must be text of 1 to 50 characters."
  }
}

variable "email_address" {
  type        = string
  description = "E-mail address of the contact."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_+=.#|!&-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z0-9]+$", var.email_address)) && length(regexall("(?s).", var.email_address)) >= 1 && length(regexall("(?s).", var.email_address)) <= 254
    error_message = "email_address must be an e-mail address such as security@example.com, with letters, digits and _ + = . # | ! & - before the @."
  }
}

variable "phone_number" {
  type        = string
  description = "Telephone number of the contact."
  nullable    = false

  validation {
    condition     = can(regex("^[0-9 ()+-]{1,25}$", var.phone_number))
    error_message = "phone_number must be a telephone number of 1 to 25 digits, spaces, ( ) + and -."
  }
}
