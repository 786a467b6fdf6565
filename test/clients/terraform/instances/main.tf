# Instances, their network interfaces and addresses. `changed` alters what AWS alters in place.
# The provider is configured by README's lines.

variable "changed" {
  type    = bool
  default = false
}

data "aws_availability_zones" "all" {
  state = "available"
}

resource "aws_vpc" "main" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "public" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.1.1.0/24"
  availability_zone = data.aws_availability_zones.all.names[0]
}

resource "aws_security_group" "first" {
  name   = "first"
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group" "second" {
  name   = "second"
  vpc_id = aws_vpc.main.id
}
