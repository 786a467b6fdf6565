#!/bin/sh
# The mesh prod, as commands of the AWS CLI (version 1 or 2), written by: isthmus mesh export
# Run it with: sh FILE. The profiles that it names have to be in the AWS CLI's files; no credentials are in here.
# It does what was left to do when it was written, and stops at the first error. It is for one run: after that, or if
# the network has changed since, write a new one. For an Isthmus server: AWS_CLI='isthmus aws' sh FILE
set -eu
export AWS_PAGER=
AWS_CLI=${AWS_CLI:-aws}

say() {
  printf '%s\n' "$1"
}

stop() {
  printf '%s\n' "$1" >&2
  exit 1
}

# check_account PLACE ACCOUNT
check_account() {
  account=$("$1" sts get-caller-identity --query Account --output text)
  [ "$account" = "$2" ] || stop "Nothing was done: the credentials meant for account $2 are of account $account."
}

# check_unpeered PLACE VPC VPC: in either direction
check_unpeered() {
  found=$("$1" ec2 describe-vpc-peering-connections --query 'VpcPeeringConnections[].VpcPeeringConnectionId' --output text \
    --filters "Name=requester-vpc-info.vpc-id,Values=$2,$3" "Name=accepter-vpc-info.vpc-id,Values=$2,$3" \
    Name=status-code,Values=initiating-request,pending-acceptance,provisioning,active)
  [ -z "$found" ] || stop "Nothing was done: $2 and $3 have a peering already, $found. Write a new script."
}

# state_of PLACE PEERING
state_of() {
  "$1" ec2 describe-vpc-peering-connections --vpc-peering-connection-ids "$2" \
    --query 'VpcPeeringConnections[0].Status.Code' --output text
}

# check_pending PLACE PEERING
check_pending() {
  state=$(state_of "$1" "$2")
  [ "$state" = pending-acceptance ] || stop "Nothing was done: $2 is $state, no longer pending-acceptance. Write a new script."
}

# until_state PLACE PEERING STATE: five minutes at most; an active one will do, whatever was waited for
until_state() {
  "$1" ec2 wait vpc-peering-connection-exists --vpc-peering-connection-ids "$2"
  left=60
  while :; do
    state=$(state_of "$1" "$2")
    case $state in
    "$3" | active) return ;;
    initiating-request | pending-acceptance | provisioning) ;;
    *) stop "$2 is $state." ;;
    esac
    left=$((left - 1))
    [ "$left" -gt 0 ] || stop "$2 is still $state."
    sleep 5
  done
}

# 111111111111 in eu-west-1
at_111111111111_eu_west_1() {
  $AWS_CLI --profile network --region eu-west-1 "$@"
}
check_account at_111111111111_eu_west_1 111111111111

# 222222222222 in us-east-1
session=$($AWS_CLI --region us-east-1 sts assume-role --role-arn arn:aws:iam::222222222222:role/mesh --role-session-name isthmus-mesh \
  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
key_at_222222222222_us_east_1=$(echo "$session" | cut -f1)
secret_at_222222222222_us_east_1=$(echo "$session" | cut -f2)
token_at_222222222222_us_east_1=$(echo "$session" | cut -f3)
at_222222222222_us_east_1() {
  AWS_ACCESS_KEY_ID=$key_at_222222222222_us_east_1 AWS_SECRET_ACCESS_KEY=$secret_at_222222222222_us_east_1 AWS_SESSION_TOKEN=$token_at_222222222222_us_east_1 \
    $AWS_CLI --region us-east-1 "$@"
}
check_account at_222222222222_us_east_1 222222222222

check_unpeered at_111111111111_eu_west_1 vpc-00000000000000000 vpc-00000000000000002

trap '[ "$?" = 0 ] || say "Stopped before the end. What is left to do: isthmus mesh plan" >&2' EXIT

say '1/12 write on pcx-0000000000000000a in 111111111111/eu-west-1 what the mesh has there'
at_111111111111_eu_west_1 ec2 create-tags \
  --resources pcx-0000000000000000a \
  --tags '[{"Key":"Name","Value":"prod: web to cache"},{"Key":"owner","Value":"\"net\" ${x}"},{"Key":"isthmus:mesh:prod:routes:1","Value":"00000000000000000=10.1.0.0/16 00000000000000001=2600:1f14:0:aa00::/56"},{"Key":"isthmus:mesh:prod:dns","Value":"requester=on accepter=on"}]' >/dev/null

say '2/12 switch DNS resolution over pcx-0000000000000000a on for the requester and on for the accepter'
at_111111111111_eu_west_1 ec2 modify-vpc-peering-connection-options \
  --vpc-peering-connection-id pcx-0000000000000000a \
  --requester-peering-connection-options '{"AllowDnsResolutionFromRemoteVpc":true}' \
  --accepter-peering-connection-options '{"AllowDnsResolutionFromRemoteVpc":true}' >/dev/null

say '3/12 route 10.1.0.0/16 in rtb-00000000000000000 to pcx-0000000000000000a'
at_111111111111_eu_west_1 ec2 create-route \
  --route-table-id rtb-00000000000000000 \
  --destination-cidr-block 10.1.0.0/16 \
  --vpc-peering-connection-id pcx-0000000000000000a >/dev/null

say '4/12 route 2600:1f14:0:aa00::/56 in rtb-00000000000000001 to pcx-0000000000000000a'
at_111111111111_eu_west_1 ec2 create-route \
  --route-table-id rtb-00000000000000001 \
  --destination-ipv6-cidr-block 2600:1f14:0:aa00::/56 \
  --vpc-peering-connection-id pcx-0000000000000000a >/dev/null

say '5/12 let tcp 6379 from 2600:1f14:0:aa00::/56 in to sg-00000000000000001'
at_111111111111_eu_west_1 ec2 authorize-security-group-ingress \
  --group-id sg-00000000000000001 \
  --ip-permissions '[{"IpProtocol":"tcp","FromPort":6379,"ToPort":6379,"Ipv6Ranges":[{"CidrIpv6":"2600:1f14:0:aa00::/56"}]}]' \
  --tag-specifications '[{"ResourceType":"security-group-rule","Tags":[{"Key":"Name","Value":"prod: web to cache"},{"Key":"owner","Value":"\"net\" ${x}"},{"Key":"isthmus:mesh:prod","Value":"made"}]}]' >/dev/null

say '6/12 ask for a peering of web and database'
pcx_web_to_database=$(at_111111111111_eu_west_1 ec2 create-vpc-peering-connection \
  --vpc-id vpc-00000000000000000 \
  --peer-vpc-id vpc-00000000000000002 \
  --peer-owner-id 222222222222 \
  --peer-region us-east-1 \
  --tag-specifications '[{"ResourceType":"vpc-peering-connection","Tags":[{"Key":"Name","Value":"prod: web to database"},{"Key":"owner","Value":"\"net\" ${x}"},{"Key":"isthmus:mesh:prod","Value":"made"},{"Key":"isthmus:mesh:prod:routes:1","Value":"00000000000000000=10.2.0.0/16"},{"Key":"isthmus:mesh:prod:dns","Value":"requester=on"}]}]' \
  --query VpcPeeringConnection.VpcPeeringConnectionId --output text)

say '7/12 accept the peering of web and database'
until_state at_222222222222_us_east_1 "$pcx_web_to_database" pending-acceptance
at_222222222222_us_east_1 ec2 accept-vpc-peering-connection --vpc-peering-connection-id "$pcx_web_to_database" >/dev/null

say '8/12 switch DNS resolution over the peering of web and database on for the requester'
until_state at_111111111111_eu_west_1 "$pcx_web_to_database" active
at_111111111111_eu_west_1 ec2 modify-vpc-peering-connection-options \
  --requester-peering-connection-options '{"AllowDnsResolutionFromRemoteVpc":true}' \
  --vpc-peering-connection-id "$pcx_web_to_database" >/dev/null

say '9/12 route 10.2.0.0/16 in rtb-00000000000000000 to the peering of web and database'
at_111111111111_eu_west_1 ec2 create-route \
  --route-table-id rtb-00000000000000000 \
  --destination-cidr-block 10.2.0.0/16 \
  --vpc-peering-connection-id "$pcx_web_to_database" >/dev/null

say '10/12 write on the peering of web and database in 222222222222/us-east-1 what the mesh has there'
at_222222222222_us_east_1 ec2 create-tags \
  --tags '[{"Key":"Name","Value":"prod: web to database"},{"Key":"owner","Value":"\"net\" ${x}"},{"Key":"isthmus:mesh:prod","Value":"made"},{"Key":"isthmus:mesh:prod:routes:1","Value":"00000000000000002=10.0.0.0/16"},{"Key":"isthmus:mesh:prod:dns","Value":"accepter=on"}]' \
  --resources "$pcx_web_to_database" >/dev/null

say '11/12 switch DNS resolution over the peering of web and database on for the accepter'
until_state at_222222222222_us_east_1 "$pcx_web_to_database" active
at_222222222222_us_east_1 ec2 modify-vpc-peering-connection-options \
  --accepter-peering-connection-options '{"AllowDnsResolutionFromRemoteVpc":true}' \
  --vpc-peering-connection-id "$pcx_web_to_database" >/dev/null

say '12/12 route 10.0.0.0/16 in rtb-00000000000000002 to the peering of web and database'
at_222222222222_us_east_1 ec2 create-route \
  --route-table-id rtb-00000000000000002 \
  --destination-cidr-block 10.0.0.0/16 \
  --vpc-peering-connection-id "$pcx_web_to_database" >/dev/null

say 'Done.'
