resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-east-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = var.changed ? [aws_route_table.private.id, aws_route_table.other.id] : [aws_route_table.private.id]
  tags              = { Name = "s3" }
}

resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.us-east-1.dynamodb"
}

resource "aws_vpc_endpoint_route_table_association" "dynamodb" {
  vpc_endpoint_id = aws_vpc_endpoint.dynamodb.id
  route_table_id  = aws_route_table.private.id
}

resource "aws_vpc_endpoint_policy" "dynamodb" {
  vpc_endpoint_id = aws_vpc_endpoint.dynamodb.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "dynamodb:*", Resource = "*" }]
  })
}

resource "aws_vpc_endpoint" "ec2" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-1.ec2"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = var.changed ? aws_subnet.private[*].id : [aws_subnet.private[0].id]
  security_group_ids  = [var.changed ? aws_security_group.old.id : aws_security_group.inline.id]
  private_dns_enabled = false
}

resource "aws_vpc_endpoint" "ssm" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-east-1.ssm"
  vpc_endpoint_type = "Interface"
  subnet_ids        = [aws_subnet.private[1].id]
}

resource "aws_vpc_endpoint_security_group_association" "ssm" {
  vpc_endpoint_id   = aws_vpc_endpoint.ssm.id
  security_group_id = aws_security_group.inline.id
}

# A service of one's own. There are no load balancers here, so it is one by its ARN only.
resource "aws_vpc_endpoint_service" "own" {
  acceptance_required        = !var.changed
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:us-east-1:${data.aws_caller_identity.me.account_id}:loadbalancer/net/own/0123456789abcdef"]
  private_dns_name           = "own.isthmus.test"
  tags                       = { Name = "own" }
}

resource "aws_vpc_endpoint_service_allowed_principal" "partner" {
  vpc_endpoint_service_id = aws_vpc_endpoint_service.own.id
  principal_arn           = "arn:aws:iam::222222222222:root"
}

resource "aws_vpc_endpoint_service_private_dns_verification" "own" {
  service_id = aws_vpc_endpoint_service.own.id
}

resource "aws_vpc_endpoint" "own" {
  vpc_id             = aws_vpc.main.id
  service_name       = aws_vpc_endpoint_service.own.service_name
  vpc_endpoint_type  = "Interface"
  subnet_ids         = [aws_subnet.private[0].id]
  security_group_ids = [aws_security_group.inline.id]
}

resource "aws_vpc_endpoint_connection_accepter" "own" {
  vpc_endpoint_service_id = aws_vpc_endpoint_service.own.id
  vpc_endpoint_id         = aws_vpc_endpoint.own.id
}

resource "aws_flow_log" "vpc" {
  vpc_id                   = aws_vpc.main.id
  traffic_type             = "ALL"
  log_destination_type     = "s3"
  log_destination          = "arn:aws:s3:::flow-logs"
  max_aggregation_interval = 60
  tags                     = { Name = "vpc" }
}

resource "aws_flow_log" "subnet" {
  subnet_id            = aws_subnet.public.id
  traffic_type         = "REJECT"
  log_destination_type = "cloud-watch-logs"
  log_destination      = "arn:aws:logs:us-east-1:${data.aws_caller_identity.me.account_id}:log-group:flow"
  iam_role_arn         = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/flow"
}
