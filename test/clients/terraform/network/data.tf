data "aws_caller_identity" "me" {}
data "aws_region" "here" {}
data "aws_regions" "all" {}
data "aws_partition" "here" {}

data "aws_availability_zones" "all" {
  state = "available"
}

data "aws_availability_zone" "first" {
  name = data.aws_availability_zones.all.names[0]
}

data "aws_vpc" "by_name" {
  tags       = aws_vpc.main.tags
  depends_on = [aws_vpc_ipv4_cidr_block_association.second]
}

data "aws_vpc" "default" {
  default = true
}

data "aws_vpcs" "all" {
  depends_on = [aws_vpc.main]
}

data "aws_subnet" "by_block" {
  vpc_id     = aws_vpc.main.id
  cidr_block = aws_subnet.public.cidr_block
}

data "aws_subnets" "of_vpc" {
  filter {
    name   = "vpc-id"
    values = [aws_vpc.main.id]
  }
}

data "aws_route_table" "of_subnet" {
  subnet_id = aws_route_table_association.public.subnet_id
}

data "aws_route_tables" "of_vpc" {
  vpc_id = aws_vpc.main.id
}

data "aws_route" "nat" {
  route_table_id         = aws_route.nat.route_table_id
  destination_cidr_block = "0.0.0.0/0"
}

data "aws_internet_gateway" "of_vpc" {
  filter {
    name   = "attachment.vpc-id"
    values = [aws_internet_gateway.main.vpc_id]
  }
}

data "aws_nat_gateway" "public" {
  subnet_id = aws_nat_gateway.public.subnet_id
}

data "aws_nat_gateways" "of_vpc" {
  vpc_id = aws_vpc.main.id
}

data "aws_eip" "nat" {
  public_ip = aws_eip.nat.public_ip
}

data "aws_eips" "all" {}

data "aws_security_group" "by_name" {
  vpc_id = aws_vpc.main.id
  name   = aws_security_group.inline.name
}

data "aws_security_groups" "of_vpc" {
  filter {
    name   = "vpc-id"
    values = [aws_vpc.main.id]
  }
}

data "aws_vpc_security_group_rule" "web" {
  security_group_rule_id = aws_vpc_security_group_ingress_rule.web.id
}

data "aws_vpc_security_group_rules" "of_group" {
  filter {
    name   = "group-id"
    values = [aws_security_group.separate.id]
  }
}

data "aws_network_acls" "of_vpc" {
  vpc_id = aws_vpc.main.id
}

data "aws_vpc_dhcp_options" "main" {
  dhcp_options_id = aws_vpc_dhcp_options.main.id
}

data "aws_ec2_managed_prefix_list" "partners" {
  id = aws_ec2_managed_prefix_list.partners.id
}

data "aws_ec2_managed_prefix_list" "s3" {
  name = "com.amazonaws.us-east-1.s3"
}

data "aws_ec2_managed_prefix_lists" "all" {}

data "aws_prefix_list" "s3" {
  name = "com.amazonaws.us-east-1.s3"
}

data "aws_vpc_endpoint_service" "s3" {
  service      = "s3"
  service_type = "Gateway"
}

data "aws_vpc_endpoint_service" "own" {
  service_name = aws_vpc_endpoint_service.own.service_name
}

data "aws_vpc_endpoint" "s3" {
  id = aws_vpc_endpoint.s3.id
}

data "aws_customer_gateway" "site" {
  id = aws_customer_gateway.site.id
}

data "aws_vpn_gateway" "dedicated" {
  id = aws_vpn_gateway.dedicated.id
}

data "aws_network_interface" "spare" {
  id = aws_network_interface.spare.id
}

data "aws_network_interfaces" "of_subnet" {
  filter {
    name   = "subnet-id"
    values = [aws_network_interface.spare.subnet_id]
  }
}
