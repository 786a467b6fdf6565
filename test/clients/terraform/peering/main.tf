# Peering within an account, with another account and with another Region. `changed` alters what AWS alters in place.
# The first provider is configured by README's lines.

variable "changed" {
  type    = bool
  default = false
}

provider "aws" {
  alias                   = "partner"
  region                  = "us-east-1"
  access_key              = "222222222222"
  secret_key              = "any"
  skip_metadata_api_check = true
}

provider "aws" {
  alias                   = "far"
  region                  = "eu-west-1"
  skip_metadata_api_check = true
}

data "aws_caller_identity" "partner" {
  provider = aws.partner
}

data "aws_region" "far" {
  provider = aws.far
}

resource "aws_vpc" "hub" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc" "near" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc" "partner" {
  provider             = aws.partner
  cidr_block           = "10.2.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc" "far" {
  provider             = aws.far
  cidr_block           = "10.3.0.0/16"
  enable_dns_hostnames = true
}
