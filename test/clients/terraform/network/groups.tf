# Rules in the group.
resource "aws_security_group" "inline" {
  name        = "inline"
  description = "rules in the group"
  vpc_id      = aws_vpc.main.id
  ingress {
    description      = "web"
    from_port        = 80
    to_port          = var.changed ? 81 : 80
    protocol         = "tcp"
    cidr_blocks      = ["10.0.0.0/8", "192.168.0.0/16"]
    ipv6_cidr_blocks = ["::/0"]
  }
  ingress {
    from_port       = 0
    to_port         = 0
    protocol        = "-1"
    security_groups = [aws_security_group.separate.id]
    self            = true
  }
  ingress {
    from_port   = 8
    to_port     = -1
    protocol    = "icmp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    prefix_list_ids = [aws_ec2_managed_prefix_list.partners.id]
  }
  tags = { Name = "inline" }
}

# Each rule by itself.
resource "aws_security_group" "separate" {
  name_prefix = "separate-"
  vpc_id      = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "web" {
  security_group_id = aws_security_group.separate.id
  description       = var.changed ? "changed" : "web"
  cidr_ipv4         = var.changed ? "10.1.0.0/16" : "10.0.0.0/8"
  from_port         = 80
  to_port           = 80
  ip_protocol       = "tcp"
  tags              = { Name = "web" }
}

resource "aws_vpc_security_group_ingress_rule" "self" {
  security_group_id            = aws_security_group.separate.id
  referenced_security_group_id = aws_security_group.separate.id
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "list" {
  security_group_id = aws_security_group.separate.id
  prefix_list_id    = aws_ec2_managed_prefix_list.partners.id
  from_port         = 1024
  to_port           = 65535
  ip_protocol       = "udp"
}

resource "aws_vpc_security_group_egress_rule" "all" {
  for_each          = { "0.0.0.0/0" = null, "::/0" = null }
  security_group_id = aws_security_group.separate.id
  cidr_ipv4         = strcontains(each.key, ":") ? null : each.key
  cidr_ipv6         = strcontains(each.key, ":") ? each.key : null
  ip_protocol       = "-1"
}

# Rules as they were before there were rules by themselves.
resource "aws_security_group" "old" {
  name   = "old"
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "ssh" {
  type              = "ingress"
  security_group_id = aws_security_group.old.id
  description       = var.changed ? "changed" : "ssh"
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = ["10.0.0.0/8", "172.16.0.0/12"]
  ipv6_cidr_blocks  = ["2001:db8::/32"]
}

resource "aws_security_group_rule" "self" {
  type              = "ingress"
  security_group_id = aws_security_group.old.id
  from_port         = 0
  to_port           = 65535
  protocol          = "tcp"
  self              = true
}

resource "aws_security_group_rule" "peer" {
  type                     = "egress"
  security_group_id        = aws_security_group.old.id
  from_port                = 0
  to_port                  = 0
  protocol                 = "-1"
  source_security_group_id = aws_security_group.inline.id
}

resource "aws_security_group_rule" "list" {
  type              = "egress"
  security_group_id = aws_security_group.old.id
  from_port         = 443
  to_port           = 443
  protocol          = "tcp"
  prefix_list_ids   = [aws_ec2_managed_prefix_list.partners.id]
}

resource "aws_vpc_security_group_vpc_association" "dedicated" {
  security_group_id = aws_security_group.old.id
  vpc_id            = aws_vpc.dedicated.id
}

resource "aws_ec2_managed_prefix_list" "partners" {
  name           = var.changed ? "renamed" : "partners"
  address_family = "IPv4"
  max_entries    = var.changed ? 6 : 5
  entry {
    cidr        = "198.51.100.0/25"
    description = "one"
  }
  dynamic "entry" {
    for_each = var.changed ? ["198.51.101.0/24"] : ["198.51.102.0/24", "198.51.103.0/24"]
    content {
      cidr = entry.value
    }
  }
  tags = { Name = "partners" }
}

resource "aws_ec2_managed_prefix_list" "six" {
  name           = "six"
  address_family = "IPv6"
  max_entries    = 2
}

resource "aws_ec2_managed_prefix_list_entry" "six" {
  prefix_list_id = aws_ec2_managed_prefix_list.six.id
  cidr           = "2001:db8::/48"
  description    = "by itself"
}
