# The other account accepts.
resource "aws_vpc_peering_connection" "partner" {
  vpc_id        = aws_vpc.hub.id
  peer_vpc_id   = aws_vpc.partner.id
  peer_owner_id = data.aws_caller_identity.partner.account_id
  tags          = { Side = "requester" }
}

resource "aws_vpc_peering_connection_accepter" "partner" {
  provider                  = aws.partner
  vpc_peering_connection_id = aws_vpc_peering_connection.partner.id
  auto_accept               = true
  tags                      = { Side = "accepter" }
}

# Each account sets its own side.
resource "aws_vpc_peering_connection_options" "requester" {
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.partner.id
  requester {
    allow_remote_vpc_dns_resolution = !var.changed
  }
}

resource "aws_vpc_peering_connection_options" "accepter" {
  provider                  = aws.partner
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.partner.id
  accepter {
    allow_remote_vpc_dns_resolution = true
  }
}

resource "aws_route" "to_partner" {
  route_table_id            = aws_vpc.hub.main_route_table_id
  destination_cidr_block    = aws_vpc.partner.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.partner.id
}

resource "aws_route_table" "partner" {
  provider = aws.partner
  vpc_id   = aws_vpc.partner.id
  route {
    cidr_block                = aws_vpc.hub.cidr_block
    vpc_peering_connection_id = aws_vpc_peering_connection_accepter.partner.id
  }
}

resource "aws_security_group" "partner" {
  provider = aws.partner
  name     = "partner"
  vpc_id   = aws_vpc.partner.id
}

# A group of the other account, by its owner and its id.
resource "aws_vpc_security_group_ingress_rule" "from_hub" {
  provider                     = aws.partner
  security_group_id            = aws_security_group.partner.id
  referenced_security_group_id = "${aws_security_group.hub.owner_id}/${aws_security_group.hub.id}"
  ip_protocol                  = "-1"
  depends_on                   = [aws_vpc_peering_connection_accepter.partner]
}
