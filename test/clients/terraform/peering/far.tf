# The other Region accepts.
resource "aws_vpc_peering_connection" "far" {
  vpc_id      = aws_vpc.hub.id
  peer_vpc_id = aws_vpc.far.id
  peer_region = data.aws_region.far.name
  tags        = { Side = "requester" }
}

resource "aws_vpc_peering_connection_accepter" "far" {
  provider                  = aws.far
  vpc_peering_connection_id = aws_vpc_peering_connection.far.id
  auto_accept               = true
  tags                      = { Side = var.changed ? "changed" : "accepter" }
}

resource "aws_vpc_peering_connection_options" "far" {
  provider                  = aws.far
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.far.id
  accepter {
    allow_remote_vpc_dns_resolution = true
  }
}

resource "aws_route" "to_far" {
  route_table_id            = aws_vpc.hub.main_route_table_id
  destination_cidr_block    = aws_vpc.far.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.far.id
}

resource "aws_route" "from_far" {
  provider                  = aws.far
  route_table_id            = aws_vpc.far.main_route_table_id
  destination_cidr_block    = aws_vpc.hub.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.far.id
}
