"""What Python programs do with boto3: the resource API, paginators, waiters, error codes. Prints what it saw, as JSON.

boto3 before 1.28 does not read AWS_ENDPOINT_URL by itself, so it is given here.
"""
import json
import os

import boto3
from botocore.exceptions import ClientError

url = os.environ["AWS_ENDPOINT_URL"]
client = boto3.client("ec2", endpoint_url=url)
ec2 = boto3.resource("ec2", endpoint_url=url)
sts = boto3.client("sts", endpoint_url=url)
ssm = boto3.client("ssm", endpoint_url=url)


def refused(call, **arguments):
    """The code of the refusal, or None if there was none."""
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def network():
    """Two peered VPCs by the resource API; each method is one operation."""
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")
    vpc.wait_until_available()
    vpc.create_tags(Tags=[{"Key": "Name", "Value": "boto3"}])
    vpc.modify_attribute(EnableDnsHostnames={"Value": True})
    subnet = vpc.create_subnet(CidrBlock="10.0.1.0/24")
    client.get_waiter("subnet_available").wait(SubnetIds=[subnet.id])
    gateway = ec2.create_internet_gateway()
    vpc.attach_internet_gateway(InternetGatewayId=gateway.id)
    table = vpc.create_route_table()
    association = table.associate_with_subnet(SubnetId=subnet.id)
    route = table.create_route(DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway.id)
    group = vpc.create_security_group(GroupName="web", Description="web")
    group.authorize_ingress(IpProtocol="tcp", FromPort=80, ToPort=80, CidrIp="10.1.0.0/16")

    peer = ec2.create_vpc(CidrBlock="10.1.0.0/16")
    peering = vpc.request_vpc_peering_connection(PeerVpcId=peer.id)
    states = [peering.status["Code"]]
    client.get_waiter("vpc_peering_connection_exists").wait(VpcPeeringConnectionIds=[peering.id])
    peering.reload()
    states.append(peering.status["Code"])
    peering.accept()
    peering.reload()
    to_peer = table.create_route(DestinationCidrBlock="10.1.0.0/16", VpcPeeringConnectionId=peering.id)
    instance = subnet.create_instances(
        ImageId="ami-0123456789abcdef0", MinCount=1, MaxCount=1, SecurityGroupIds=[group.id]
    )[0]
    instance.wait_until_running()
    instance.reload()
    seen = {
        "tags": vpc.tags or ec2.Vpc(vpc.id).tags,
        "attribute": vpc.describe_attribute(Attribute="enableDnsHostnames")["EnableDnsHostnames"],
        "subnets": [one.cidr_block for one in vpc.subnets.all()],
        "tables": sorted(len(one.routes) for one in vpc.route_tables.all()),
        "gateways": [one.id == gateway.id for one in vpc.internet_gateways.all()],
        "groups": sorted(one.group_name for one in vpc.security_groups.all()),
        "acls": [one.is_default for one in vpc.network_acls.all()],
        "instances": [(one.vpc.id == vpc.id, one.state["Name"]) for one in vpc.instances.all()],
        "interfaces": [one.private_ip_address == instance.private_ip_address for one in subnet.network_interfaces.all()],
        "requested": [one.id == peering.id for one in vpc.requested_vpc_peering_connections.all()],
        "accepted": [one.id == peering.id for one in peer.accepted_vpc_peering_connections.all()],
        "peering": [*states, ec2.VpcPeeringConnection(peering.id).status["Code"]],
        "sides": [peering.requester_vpc.id == vpc.id, peering.accepter_vpc.id == peer.id],
        "dependency": refused(client.delete_vpc, VpcId=vpc.id),
    }
    instance.terminate()
    instance.wait_until_terminated()
    to_peer.delete()
    peering.delete()
    client.get_waiter("vpc_peering_connection_deleted").wait(VpcPeeringConnectionIds=[peering.id])
    route.delete()
    association.delete()
    table.delete()
    gateway.detach_from_vpc(VpcId=vpc.id)
    gateway.delete()
    group.delete()
    subnet.delete()
    vpc.delete()
    peer.delete()
    return seen | {"left": refused(client.describe_vpcs, VpcIds=[vpc.id])}


def pages():
    """25 groups in pages of 10."""
    vpc = ec2.create_vpc(CidrBlock="10.2.0.0/16")
    for number in range(24):
        vpc.create_security_group(GroupName=f"group-{number}", Description="one of many")
    query = client.get_paginator("describe_security_groups").paginate(
        Filters=[{"Name": "vpc-id", "Values": [vpc.id]}], PaginationConfig={"PageSize": 10}
    )
    found = [[group["GroupName"] for group in page["SecurityGroups"]] for page in query]
    return {"sizes": [len(page) for page in found], "names": sorted(set(sum(found, [])))}


def image():
    """The newest Amazon Linux by its public parameter, found again among the images; all of Ubuntu's, in pages."""
    name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
    parameter = ssm.get_parameter(Name=name)["Parameter"]
    found = client.describe_images(ImageIds=[parameter["Value"]])["Images"]
    query = ssm.get_paginator("get_parameters_by_path").paginate(Path="/aws/service/canonical", Recursive=True)
    return {
        "name": found[0]["Name"],
        "modified": parameter["LastModifiedDate"].timestamp(),
        "pages": [len(page["Parameters"]) for page in query],
        "missing": refused(ssm.get_parameter, Name="/aws/service/none"),
        "unknown": refused(ssm.put_parameter, Name="/mine", Value="1"),
    }


def refusals():
    unknown = "0123456789abcdef0"
    vpc = ec2.create_vpc(CidrBlock="10.3.0.0/16").id
    return {
        "vpc": refused(client.describe_vpcs, VpcIds=[f"vpc-{unknown}"]),
        "subnet": refused(client.delete_subnet, SubnetId=f"subnet-{unknown}"),
        "peering": refused(client.accept_vpc_peering_connection, VpcPeeringConnectionId=f"pcx-{unknown}"),
        "malformed": refused(client.describe_vpc_peering_connections, VpcPeeringConnectionIds=["pcx-x"]),
        "block": refused(client.create_vpc, CidrBlock="10.0.0.0/8"),
        "conflict": refused(client.create_subnet, VpcId=vpc, CidrBlock="10.4.0.0/24"),
        "dry run": refused(client.delete_vpc, VpcId=vpc, DryRun=True),
        "filter": refused(client.describe_vpcs, Filters=[{"Name": "no-such-filter", "Values": ["x"]}]),
        "key": refused(sts.get_caller_identity),
    }


print(json.dumps({"network": network(), "pages": pages(), "image": image(), "refusals": refusals()}))
