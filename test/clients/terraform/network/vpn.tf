resource "aws_vpn_gateway" "main" {
  amazon_side_asn = 64620
  tags            = { Name = "main" }
}

resource "aws_vpn_gateway_attachment" "main" {
  vpc_id         = aws_vpc.main.id
  vpn_gateway_id = aws_vpn_gateway.main.id
}

resource "aws_vpn_gateway" "dedicated" {
  vpc_id = aws_vpc.dedicated.id
}

resource "aws_vpn_gateway_route_propagation" "private" {
  vpn_gateway_id = aws_vpn_gateway_attachment.main.vpn_gateway_id
  route_table_id = aws_route_table.private.id
}

resource "aws_customer_gateway" "site" {
  bgp_asn    = 65010
  ip_address = "203.0.113.12"
  type       = "ipsec.1"
  tags       = { Name = var.changed ? "renamed" : "site" }
}

resource "aws_vpn_connection" "static" {
  vpn_gateway_id                       = aws_vpn_gateway_attachment.main.vpn_gateway_id
  customer_gateway_id                  = aws_customer_gateway.site.id
  type                                 = "ipsec.1"
  static_routes_only                   = true
  tunnel1_preshared_key                = "first.key_of_12"
  tunnel1_inside_cidr                  = "169.254.44.0/30"
  tunnel2_dpd_timeout_seconds          = var.changed ? 45 : 40
  tunnel2_phase1_encryption_algorithms = ["AES256"]
}

resource "aws_vpn_connection" "dynamic" {
  vpn_gateway_id      = aws_vpn_gateway.dedicated.id
  customer_gateway_id = aws_customer_gateway.site.id
  type                = "ipsec.1"
  tags                = { Name = "dynamic" }
}

resource "aws_vpn_connection_route" "site" {
  vpn_connection_id      = aws_vpn_connection.static.id
  destination_cidr_block = "192.168.10.0/24"
}
