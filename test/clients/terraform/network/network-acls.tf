resource "aws_network_acl" "inline" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = var.changed ? [aws_subnet.private[0].id] : [aws_subnet.public.id, aws_subnet.private[0].id]
  ingress {
    rule_no    = 100
    action     = var.changed ? "deny" : "allow"
    protocol   = "tcp"
    from_port  = 80
    to_port    = 443
    cidr_block = "0.0.0.0/0"
  }
  ingress {
    rule_no         = 110
    action          = "allow"
    protocol        = "-1"
    from_port       = 0
    to_port         = 0
    ipv6_cidr_block = "::/0"
  }
  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "icmp"
    from_port  = 0
    to_port    = 0
    icmp_type  = 8
    icmp_code  = -1
    cidr_block = "10.0.0.0/8"
  }
  tags = { Name = "inline" }
}

resource "aws_network_acl" "separate" {
  vpc_id = aws_vpc.main.id
}

resource "aws_network_acl_association" "separate" {
  network_acl_id = aws_network_acl.separate.id
  subnet_id      = aws_subnet.private[1].id
}

resource "aws_network_acl_rule" "web" {
  network_acl_id = aws_network_acl.separate.id
  rule_number    = 200
  egress         = false
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/8"
  from_port      = 22
  to_port        = var.changed ? 23 : 22
}

resource "aws_network_acl_rule" "ping" {
  network_acl_id  = aws_network_acl.separate.id
  rule_number     = 210
  egress          = true
  protocol        = "58"
  rule_action     = "deny"
  ipv6_cidr_block = "::/0"
  icmp_type       = 128
  icmp_code       = -1
}
