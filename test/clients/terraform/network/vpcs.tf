# The provider waits ten seconds after many of its calls, so attributes are spread over resources that are made at once.
resource "aws_vpc" "main" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_hostnames = var.changed
  tags                 = { Name = var.changed ? "renamed" : "main" }
}

resource "aws_vpc" "six" {
  cidr_block                       = "10.7.0.0/16"
  assign_generated_ipv6_cidr_block = true
}

resource "aws_vpc_ipv4_cidr_block_association" "second" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.2.0.0/16"
}

resource "aws_vpc_ipv6_cidr_block_association" "second" {
  vpc_id                           = aws_vpc.six.id
  assign_generated_ipv6_cidr_block = true
}

resource "aws_vpc" "dedicated" {
  cidr_block       = "10.9.0.0/16"
  instance_tenancy = var.changed ? "default" : "dedicated"
}

resource "aws_vpc_dhcp_options" "main" {
  domain_name          = "isthmus.test"
  domain_name_servers  = ["AmazonProvidedDNS"]
  ntp_servers          = ["169.254.169.123"]
  netbios_name_servers = ["10.1.0.9"]
  netbios_node_type    = 2
  tags                 = { Name = "main" }
}

resource "aws_vpc_dhcp_options_association" "main" {
  vpc_id          = aws_vpc.main.id
  dhcp_options_id = aws_vpc_dhcp_options.main.id
}

resource "aws_subnet" "public" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.1.1.0/24"
  availability_zone       = data.aws_availability_zones.all.names[0]
  map_public_ip_on_launch = var.changed
  tags                    = { Name = "public" }
}

resource "aws_subnet" "both" {
  vpc_id          = aws_vpc.six.id
  cidr_block      = "10.7.1.0/24"
  ipv6_cidr_block = cidrsubnet(aws_vpc.six.ipv6_cidr_block, 8, 1)
  enable_dns64    = var.changed
}

resource "aws_subnet" "names" {
  vpc_id                                      = aws_vpc.main.id
  cidr_block                                  = "10.1.2.0/24"
  private_dns_hostname_type_on_launch         = "resource-name"
  enable_resource_name_dns_a_record_on_launch = var.changed
}

resource "aws_subnet" "private" {
  count                = 2
  vpc_id               = aws_vpc_ipv4_cidr_block_association.second.vpc_id
  cidr_block           = cidrsubnet(aws_vpc_ipv4_cidr_block_association.second.cidr_block, 8, count.index)
  availability_zone_id = data.aws_availability_zones.all.zone_ids[count.index]
  tags                 = { Name = "private ${count.index}" }
}

resource "aws_subnet" "edge" {
  vpc_id     = aws_vpc.dedicated.id
  cidr_block = "10.9.1.0/24"
}
