# What AWS makes by itself is taken over, not made.
resource "aws_default_vpc" "default" {
  tags = { Name = "default" }
}

resource "aws_default_subnet" "first" {
  availability_zone       = data.aws_availability_zones.all.names[0]
  map_public_ip_on_launch = !var.changed
  tags                    = { Name = "default" }
}

# The provider does not tag these when it takes them over, and would at the next run.
resource "aws_default_vpc_dhcp_options" "default" {
  lifecycle {
    ignore_changes = [tags, tags_all]
  }
}

resource "aws_vpc" "bare" {
  cidr_block = "10.8.0.0/16"
}

resource "aws_internet_gateway" "bare" {
  vpc_id = aws_vpc.bare.id
}

resource "aws_default_route_table" "bare" {
  default_route_table_id = aws_vpc.bare.default_route_table_id
  dynamic "route" {
    for_each = var.changed ? ["10.0.0.0/8"] : ["0.0.0.0/0"]
    content {
      cidr_block = route.value
      gateway_id = aws_internet_gateway.bare.id
    }
  }
  tags = { Name = "bare" }
}

resource "aws_default_security_group" "bare" {
  vpc_id = aws_vpc.bare.id
  ingress {
    self      = true
    from_port = 0
    to_port   = 0
    protocol  = "-1"
  }
  tags = { Name = "bare" }
}

resource "aws_default_network_acl" "bare" {
  default_network_acl_id = aws_vpc.bare.default_network_acl_id
  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = var.changed ? "10.0.0.0/8" : "0.0.0.0/0"
  }
}

resource "aws_ec2_tag" "tag" {
  resource_id = aws_vpc.dedicated.default_route_table_id
  key         = "owner"
  value       = var.changed ? "changed" : "network"
}
