/** What stands in every script around the commands. */
import { comment } from './export-shell.ts'

export const header = (mesh: string): string => `#!/bin/sh
${comment(`The mesh ${mesh}, as commands of the AWS CLI (version 1 or 2), written by: isthmus mesh export`)}
# Run it with: sh FILE. The profiles that it names have to be in the AWS CLI's files; no credentials are in here.
# It does what was left to do when it was written, and stops at the first error. It is for one run: after that, or if
# the network has changed since, write a new one. For an Isthmus server: AWS_CLI='isthmus aws' sh FILE
set -eu
export AWS_PAGER=
AWS_CLI=\${AWS_CLI:-aws}`

export const FUNCTIONS = `say() {
  printf '%s\\n' "$1"
}

stop() {
  printf '%s\\n' "$1" >&2
  exit 1
}

# check_account PLACE ACCOUNT
check_account() {
  account=$("$1" sts get-caller-identity --query Account --output text)
  [ "$account" = "$2" ] || stop "Nothing was done: the credentials meant for account $2 are of account $account."
}

# check_unpeered PLACE VPC VPC: in either direction
check_unpeered() {
  found=$("$1" ec2 describe-vpc-peering-connections --query 'VpcPeeringConnections[].VpcPeeringConnectionId' --output text \\
    --filters "Name=requester-vpc-info.vpc-id,Values=$2,$3" "Name=accepter-vpc-info.vpc-id,Values=$2,$3" \\
    Name=status-code,Values=initiating-request,pending-acceptance,provisioning,active)
  [ -z "$found" ] || stop "Nothing was done: $2 and $3 have a peering already, $found. Write a new script."
}

# state_of PLACE PEERING
state_of() {
  "$1" ec2 describe-vpc-peering-connections --vpc-peering-connection-ids "$2" \\
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
}`

export const STEPS_BEGIN = `trap '[ "$?" = 0 ] || say "Stopped before the end. What is left to do: isthmus mesh plan" >&2' EXIT`

export const FOOTER = `say 'Done.'`
