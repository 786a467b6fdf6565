# Sourced by the examples: shows every call of the AWS CLI with its answer, and takes away what an earlier run left.
# shellcheck shell=bash

isthmus=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)/bin/isthmus
export AWS_PAGER='' AWS_PROFILE=default AWS_DEFAULT_REGION=us-east-1
unset AWS_REGION
exec 3>&1 # what is shown, also from inside $(…)

title() { printf '\n== %s\n' "$1"; }

die() {
  printf '\n%s: %s\n' "${0##*/}" "$1" >&2
  exit 1
}

# Calls EC2; shows the call and its answer, and prints the answer.
ec2() {
  printf '\n$ aws ec2%s\n' "$(quoted "$@")" >&3
  local answer
  answer=$("$isthmus" aws ec2 "$@") || die "the call above was refused"
  [ -z "$answer" ] || printf '%s\n' "$answer" >&3
  printf '%s' "$answer"
}

quoted() {
  local word
  for word in "$@"; do
    case $word in
      *[!A-Za-z0-9_./:=,-]* | '') printf " '%s'" "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
}

# Until the data plane is what the API says.
settle() { "$isthmus" wait || die 'the data plane could not be made what the API says'; }

# named TYPE NAME: what gives a new resource its name.
named() { printf 'ResourceType=%s,Tags=[{Key=Name,Value=%s}]' "$1" "$2"; }

# clean_up NAME…: takes away the VPCs with these names, and all that is in them.
clean_up() {
  local name vpc
  for name in "$@"; do
    for vpc in $(ids describe-vpcs 'Vpcs[].VpcId' "Name=tag:Name,Values=$name"); do
      printf 'Taking away %s of an earlier run.\n' "$vpc"
      clear_vpc "$vpc"
    done
  done
}

clear_vpc() {
  local id in_vpc="Name=vpc-id,Values=$1"
  for id in $(ids describe-instances 'Reservations[].Instances[].InstanceId' "$in_vpc"); do
    remove terminate-instances --instance-ids "$id"
  done
  for id in $(ids describe-vpc-peering-connections 'VpcPeeringConnections[].VpcPeeringConnectionId' \
    "Name=requester-vpc-info.vpc-id,Values=$1" Name=status-code,Values=pending-acceptance,provisioning,active); do
    remove delete-vpc-peering-connection --vpc-peering-connection-id "$id"
  done
  "$isthmus" wait
  for id in $(ids describe-internet-gateways 'InternetGateways[].InternetGatewayId' "Name=attachment.vpc-id,Values=$1"); do
    remove detach-internet-gateway --internet-gateway-id "$id" --vpc-id "$1"
    remove delete-internet-gateway --internet-gateway-id "$id"
  done
  for id in $(ids describe-subnets 'Subnets[].SubnetId' "$in_vpc"); do remove delete-subnet --subnet-id "$id"; done
  # shellcheck disable=SC2016 # the quotes are the query's
  for id in $(ids describe-security-groups 'SecurityGroups[?GroupName!=`default`].GroupId' "$in_vpc"); do
    remove delete-security-group --group-id "$id"
  done
  remove delete-vpc --vpc-id "$1"
}

# ids OPERATION QUERY FILTER…
ids() { "$isthmus" aws ec2 "$1" --query "$2" --output text --filters "${@:3}"; }

remove() { "$isthmus" aws ec2 "$@" >/dev/null; }
