# The same account accepts by itself.
resource "aws_vpc_peering_connection" "near" {
  vpc_id      = aws_vpc.hub.id
  peer_vpc_id = aws_vpc.near.id
  auto_accept = true
  accepter {
    allow_remote_vpc_dns_resolution = !var.changed
  }
  requester {
    allow_remote_vpc_dns_resolution = var.changed
  }
  tags = { Name = var.changed ? "renamed" : "near" }
}

resource "aws_route" "to_near" {
  route_table_id            = aws_vpc.hub.main_route_table_id
  destination_cidr_block    = aws_vpc.near.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.near.id
}

resource "aws_route" "from_near" {
  route_table_id            = aws_vpc.near.main_route_table_id
  destination_cidr_block    = aws_vpc.hub.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.near.id
}

# A group of the peer, in a rule.
resource "aws_security_group" "near" {
  name   = "near"
  vpc_id = aws_vpc.near.id
}

resource "aws_security_group" "hub" {
  name       = "hub"
  vpc_id     = aws_vpc.hub.id
  depends_on = [aws_vpc_peering_connection.near]
  ingress {
    from_port       = 80
    to_port         = 80
    protocol        = "tcp"
    security_groups = [aws_security_group.near.id]
  }
}

data "aws_vpc_peering_connection" "near" {
  id = aws_vpc_peering_connection.near.id
}

data "aws_vpc_peering_connections" "of_hub" {
  filter {
    name   = "requester-vpc-info.vpc-id"
    values = [aws_vpc_peering_connection.near.vpc_id]
  }
}
