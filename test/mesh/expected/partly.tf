# A mesh of VPCs, written by `isthmus mesh export`: every peering, route, option and rule of it.
# `terraform plan` shows what is taken over (import) and what is made. Credentials come from the profiles named here.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  alias               = "network_eu_west_1"
  region              = "eu-west-1"
  profile             = "network"
  allowed_account_ids = ["111111111111"]

  ignore_tags {
    key_prefixes = ["isthmus:mesh:"]
  }
}

provider "aws" {
  alias               = "account_222222222222_us_east_1"
  region              = "us-east-1"
  allowed_account_ids = ["222222222222"]

  assume_role {
    role_arn = "arn:aws:iam::222222222222:role/mesh"
  }

  ignore_tags {
    key_prefixes = ["isthmus:mesh:"]
  }
}

import {
  to = aws_vpc_peering_connection.web_to_cache
  id = "pcx-0000000000000000a"
}

resource "aws_vpc_peering_connection" "web_to_cache" {
  provider    = aws.network_eu_west_1
  vpc_id      = "vpc-00000000000000000"
  peer_vpc_id = "vpc-00000000000000001"
  auto_accept = true
  tags = {
    Name  = "prod: web to cache"
    owner = "\"net\" $${x}"
  }
}

import {
  to = aws_vpc_peering_connection_options.web_to_cache_both
  id = "pcx-0000000000000000a"
}

resource "aws_vpc_peering_connection_options" "web_to_cache_both" {
  provider                  = aws.network_eu_west_1
  vpc_peering_connection_id = aws_vpc_peering_connection.web_to_cache.id

  requester {
    allow_remote_vpc_dns_resolution = true
  }

  accepter {
    allow_remote_vpc_dns_resolution = true
  }
}

resource "aws_route" "rtb_00000000000000000_10_1_0_0_16" {
  provider                  = aws.network_eu_west_1
  route_table_id            = "rtb-00000000000000000"
  destination_cidr_block    = "10.1.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.web_to_cache.id
}

import {
  to = aws_route.rtb_00000000000000001_10_0_0_0_16
  id = "rtb-00000000000000001_10.0.0.0/16"
}

resource "aws_route" "rtb_00000000000000001_10_0_0_0_16" {
  provider                  = aws.network_eu_west_1
  route_table_id            = "rtb-00000000000000001"
  destination_cidr_block    = "10.0.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.web_to_cache.id
}

resource "aws_route" "rtb_00000000000000001_2600_1f14_0_aa00___56" {
  provider                    = aws.network_eu_west_1
  route_table_id              = "rtb-00000000000000001"
  destination_ipv6_cidr_block = "2600:1f14:0:aa00::/56"
  vpc_peering_connection_id   = aws_vpc_peering_connection.web_to_cache.id
}

import {
  to = aws_vpc_security_group_ingress_rule.sg_00000000000000001_10_0_0_0_16_tcp_6379_6379
  id = "sgr-0000000000000000a"
}

resource "aws_vpc_security_group_ingress_rule" "sg_00000000000000001_10_0_0_0_16_tcp_6379_6379" {
  provider          = aws.network_eu_west_1
  security_group_id = "sg-00000000000000001"
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 6379
  to_port           = 6379
  tags = {
    Name  = "prod: web to cache"
    owner = "\"net\" $${x}"
  }
}

resource "aws_vpc_security_group_ingress_rule" "sg_00000000000000001_2600_1f14_0_aa00___56_tcp_6379_6379" {
  provider          = aws.network_eu_west_1
  security_group_id = "sg-00000000000000001"
  cidr_ipv6         = "2600:1f14:0:aa00::/56"
  ip_protocol       = "tcp"
  from_port         = 6379
  to_port           = 6379
  tags = {
    Name  = "prod: web to cache"
    owner = "\"net\" $${x}"
  }
}

resource "aws_vpc_peering_connection" "web_to_database" {
  provider      = aws.network_eu_west_1
  vpc_id        = "vpc-00000000000000000"
  peer_vpc_id   = "vpc-00000000000000002"
  peer_owner_id = "222222222222"
  peer_region   = "us-east-1"
  tags = {
    Name  = "prod: web to database"
    owner = "\"net\" $${x}"
  }
}

resource "aws_vpc_peering_connection_accepter" "web_to_database" {
  provider                  = aws.account_222222222222_us_east_1
  vpc_peering_connection_id = aws_vpc_peering_connection.web_to_database.id
  auto_accept               = true
  tags = {
    Name  = "prod: web to database"
    owner = "\"net\" $${x}"
  }
}

resource "aws_vpc_peering_connection_options" "web_to_database_requester" {
  provider                  = aws.network_eu_west_1
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.web_to_database.id

  requester {
    allow_remote_vpc_dns_resolution = true
  }
}

resource "aws_vpc_peering_connection_options" "web_to_database_accepter" {
  provider                  = aws.account_222222222222_us_east_1
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.web_to_database.id

  accepter {
    allow_remote_vpc_dns_resolution = true
  }
}

resource "aws_route" "rtb_00000000000000000_10_2_0_0_16" {
  provider                  = aws.network_eu_west_1
  route_table_id            = "rtb-00000000000000000"
  destination_cidr_block    = "10.2.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.web_to_database.id
}

resource "aws_route" "rtb_00000000000000002_10_0_0_0_16" {
  provider                  = aws.account_222222222222_us_east_1
  route_table_id            = "rtb-00000000000000002"
  destination_cidr_block    = "10.0.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.web_to_database.id
}
