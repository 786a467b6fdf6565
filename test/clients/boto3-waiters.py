"""The waiters of botocore, which are those of the AWS CLI, for everything that a VPC has. Prints those that came to an end.

Whatever is asynchronous takes the server a moment, so waiters look often.
"""
import json
import os

import boto3

client = boto3.client("ec2", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
ended = []


def wait(name, **what):
    client.get_waiter(name).wait(**what, WaiterConfig={"Delay": 1, "MaxAttempts": 20})
    ended.append(name)


vpc = client.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
wait("vpc_exists", VpcIds=[vpc])
wait("vpc_available", VpcIds=[vpc])
subnet = client.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
wait("subnet_available", SubnetIds=[subnet])
gateway = client.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
wait("internet_gateway_exists", InternetGatewayIds=[gateway])
client.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
group = client.create_security_group(VpcId=vpc, GroupName="g", Description="g")["GroupId"]
wait("security_group_exists", GroupIds=[group])
interface = client.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
wait("network_interface_available", NetworkInterfaceIds=[interface])
client.create_key_pair(KeyName="key")
wait("key_pair_exists", KeyNames=["key"])

image = client.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
wait("image_exists", ImageIds=[image])
wait("image_available", ImageIds=[image])
instance = client.run_instances(ImageId=image, MinCount=1, MaxCount=1, SubnetId=subnet, KeyName="key")
instances = [instance["Instances"][0]["InstanceId"]]
wait("instance_exists", InstanceIds=instances)
wait("instance_running", InstanceIds=instances)
wait("instance_status_ok", InstanceIds=instances)
wait("system_status_ok", InstanceIds=instances)
client.stop_instances(InstanceIds=instances)
wait("instance_stopped", InstanceIds=instances)

address = client.allocate_address(Domain="vpc")["AllocationId"]
nat = client.create_nat_gateway(SubnetId=subnet, AllocationId=address)["NatGateway"]["NatGatewayId"]
wait("nat_gateway_available", NatGatewayIds=[nat])
client.delete_nat_gateway(NatGatewayId=nat)
wait("nat_gateway_deleted", NatGatewayIds=[nat])

peer = client.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
peering = client.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=peer)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
wait("vpc_peering_connection_exists", VpcPeeringConnectionIds=[peering])
client.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
client.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)
wait("vpc_peering_connection_deleted", VpcPeeringConnectionIds=[peering])

customer = client.create_customer_gateway(Type="ipsec.1", PublicIp="203.0.113.1", BgpAsn=65001)["CustomerGateway"]
wait("customer_gateway_available", CustomerGatewayIds=[customer["CustomerGatewayId"]])
private = client.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
vpn = client.create_vpn_connection(
    Type="ipsec.1", CustomerGatewayId=customer["CustomerGatewayId"], VpnGatewayId=private
)["VpnConnection"]["VpnConnectionId"]
wait("vpn_connection_available", VpnConnectionIds=[vpn])
client.delete_vpn_connection(VpnConnectionId=vpn)
wait("vpn_connection_deleted", VpnConnectionIds=[vpn])

client.terminate_instances(InstanceIds=instances)
wait("instance_terminated", InstanceIds=instances)
print(json.dumps(ended))
