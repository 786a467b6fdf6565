#!/usr/bin/env python3
"""The worked example with boto3: VPC-A and VPC-B are peered until 10.1.1.12 reaches 10.2.1.234.

Before: eval "$(isthmus env)". boto3 before 1.28 does not read AWS_ENDPOINT_URL by itself, so it is given here.
The verdict is the model's (isthmus reach); examples/first-ping sends real packets.
"""
import os
import subprocess
import sys

import boto3

ec2 = boto3.client("ec2", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
ISTHMUS = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "bin", "isthmus")


def make_side(block, subnet_block, address):
    vpc = ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=subnet_block)["Subnet"]["SubnetId"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    in_vpc = [{"Name": "vpc-id", "Values": [vpc]}]
    table = ec2.describe_route_tables(Filters=in_vpc)["RouteTables"][0]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    group = ec2.describe_security_groups(Filters=in_vpc)["SecurityGroups"][0]["GroupId"]
    instance = ec2.run_instances(
        ImageId="ami-0123456789abcdef0", MinCount=1, MaxCount=1, SubnetId=subnet, PrivateIpAddress=address
    )["Instances"][0]["InstanceId"]
    return {"vpc": vpc, "block": block, "table": table, "group": group, "instance": instance}


def expect(reaches, why):
    subprocess.run([ISTHMUS, "wait"], check=True)
    asked = subprocess.run([ISTHMUS, "reach", a["instance"], b["instance"]], stdout=subprocess.PIPE, text=True)
    print(f"{'reaches' if asked.returncode == 0 else 'does not reach'}: {why}")
    if (asked.returncode == 0) != reaches:
        sys.exit(f"That should not be:\n{asked.stdout}")


def route(source, target):
    ec2.create_route(
        RouteTableId=source["table"], DestinationCidrBlock=target["block"], VpcPeeringConnectionId=peering
    )


a = make_side("10.1.0.0/16", "10.1.1.0/24", "10.1.1.12")
b = make_side("10.2.0.0/16", "10.2.1.0/24", "10.2.1.234")
expect(False, "not peered")

peering = ec2.create_vpc_peering_connection(VpcId=a["vpc"], PeerVpcId=b["vpc"])["VpcPeeringConnection"][
    "VpcPeeringConnectionId"
]
status = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering])["VpcPeeringConnections"][0]["Status"]
print(f"{peering} is {status['Code']}: {status['Message']}")
ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
expect(False, "peered, but no route leads there")

route(a, b)
expect(False, "B has no route back, and lets nobody in")
route(b, a)
expect(False, "B's default security group lets in only its own members")

ping = {"IpProtocol": "icmp", "FromPort": -1, "ToPort": -1, "IpRanges": [{"CidrIp": a["block"]}]}
ec2.authorize_security_group_ingress(GroupId=b["group"], IpPermissions=[ping])
expect(True, "both routes are there, and B lets ping in")
