# Written by terraform-aws-security-monitoring, sha256:3d3e3430d85dab3f544ac3bcd43dd9e4e5d46e529a634b81d75d69c8928a4423

variable "detector_id" {
  type        = string
  description = "Detector whose findings are exported."
  nullable    = false

  validation {
    condition     = can(regex("^[a-f0-9]{32}$", var.detector_id))
    error_message = "detector_id must be the id of a detector, 32 hexadecimal digits."
  }
}

variable "bucket_name" {
  type        = string
  description = "Bucket that receives the findings. Its policy must allow GuardDuty to deliver: GuardDuty tests that."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.bucket_name)) && length(regexall("(?s).", var.bucket_name)) >= 3 && length(regexall("(?s).", var.bucket_name)) <= 63
    error_message = "bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key that GuardDuty encrypts the findings with, in the region of the bucket."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.kms_key_arn))
    error_message = "kms_key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}
