resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "main" }
}

resource "aws_internet_gateway" "loose" {}

resource "aws_internet_gateway_attachment" "dedicated" {
  vpc_id              = aws_vpc.dedicated.id
  internet_gateway_id = aws_internet_gateway.loose.id
}

resource "aws_egress_only_internet_gateway" "six" {
  vpc_id = aws_vpc.six.id
  tags   = { Name = var.changed ? "renamed" : "main" }
}

resource "aws_eip" "nat" {
  domain = "vpc"
  tags   = { Name = "nat" }
}

resource "aws_eip" "nat_second" {
  domain = "vpc"
}

resource "aws_nat_gateway" "public" {
  subnet_id                = aws_subnet.public.id
  allocation_id            = aws_eip.nat.id
  secondary_allocation_ids = var.changed ? [aws_eip.nat_second.id] : []
  tags                     = { Name = "public" }
  depends_on               = [aws_internet_gateway.main]
}

resource "aws_nat_gateway" "private" {
  subnet_id                          = aws_subnet.names.id
  connectivity_type                  = "private"
  private_ip                         = "10.1.2.100"
  secondary_private_ip_address_count = 2
}

# Routes in the table.
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
  dynamic "route" {
    for_each = var.changed ? ["198.51.100.0/24"] : ["203.0.113.0/24", "192.0.2.0/24"]
    content {
      cidr_block     = route.value
      nat_gateway_id = aws_nat_gateway.public.id
    }
  }
  tags = { Name = "public" }
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_internet_gateway" "six" {
  vpc_id = aws_vpc.six.id
}

resource "aws_route_table" "six" {
  vpc_id = aws_vpc.six.id
  route {
    ipv6_cidr_block        = "::/0"
    gateway_id             = var.changed ? null : aws_internet_gateway.six.id
    egress_only_gateway_id = var.changed ? aws_egress_only_internet_gateway.six.id : null
  }
}

# Routes beside the table.
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "other" {
  vpc_id           = aws_vpc.main.id
  propagating_vgws = [aws_vpn_gateway_attachment.main.vpn_gateway_id]
}

resource "aws_route" "nat" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = var.changed ? aws_nat_gateway.private.id : aws_nat_gateway.public.id
}

resource "aws_route" "six" {
  route_table_id              = aws_vpc.six.main_route_table_id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.six.id
}

resource "aws_route" "list" {
  route_table_id             = aws_route_table.private.id
  destination_prefix_list_id = aws_ec2_managed_prefix_list.partners.id
  gateway_id                 = aws_vpn_gateway_attachment.main.vpn_gateway_id
}

resource "aws_route" "interface" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "203.0.113.0/24"
  network_interface_id   = aws_network_interface.spare.id
}

resource "aws_network_interface" "spare" {
  subnet_id         = aws_subnet.public.id
  private_ips       = ["10.1.1.50"]
  security_groups   = [aws_security_group.inline.id]
  source_dest_check = var.changed
  description       = var.changed ? "changed" : "spare"
  tags              = { Name = "spare" }
}

resource "aws_route_table_association" "private" {
  count          = 2
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = var.changed ? aws_route_table.other.id : aws_route_table.private.id
}

resource "aws_main_route_table_association" "main" {
  vpc_id         = aws_vpc.main.id
  route_table_id = aws_route_table.private.id
}

# A gateway's own table.
resource "aws_network_interface" "edge" {
  subnet_id         = aws_subnet.edge.id
  source_dest_check = false
}

resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.dedicated.id
  route {
    cidr_block = aws_vpc.dedicated.cidr_block
    gateway_id = "local"
  }
  route {
    cidr_block           = aws_subnet.edge.cidr_block
    network_interface_id = aws_network_interface.edge.id
  }
}

resource "aws_route_table_association" "edge" {
  gateway_id     = aws_internet_gateway_attachment.dedicated.internet_gateway_id
  route_table_id = aws_route_table.edge.id
}
