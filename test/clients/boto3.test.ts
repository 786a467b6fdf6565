/** boto3 (Debian's): the resource API, paginators, waiters and error codes. What it does: boto3-session.py, boto3-waiters.py. */
import { expect, test } from 'vitest'
import { useServer } from '../api/server.ts'
import { missing, run } from './program.ts'

const server = await useServer()
const PYTHON = '/usr/bin/python3'
const none = missing('/usr/lib/python3/dist-packages/boto3/__init__.py')

const GROUPS = Array.from({ length: 24 }, (_, number) => `group-${number}`)

test.skipIf(none)(
  `a session with boto3${none ? ` (${none})` : ''}`,
  async () => {
    const { stdout, stderr } = await run(server, PYTHON, [`${import.meta.dirname}/boto3-session.py`])
    expect(stdout, stderr).not.toBe('')
    expect(JSON.parse(stdout)).toEqual({
      network: {
        tags: [{ Key: 'Name', Value: 'boto3' }],
        attribute: { Value: true },
        subnets: ['10.0.1.0/24'],
        tables: [1, 3],
        gateways: [true],
        groups: ['default', 'web'],
        acls: [true],
        instances: [[true, 'running']],
        interfaces: [true],
        requested: [true],
        accepted: [true],
        peering: ['initiating-request', 'pending-acceptance', 'active'],
        sides: [true, true],
        dependency: 'DependencyViolation',
        left: 'InvalidVpcID.NotFound',
      },
      pages: { sizes: [10, 10, 5], names: ['default', ...GROUPS].sort() },
      image: {
        name: 'al2023-ami-2023.7.20250331.0-kernel-6.1-x86_64',
        modified: Date.parse('2025-03-28T06:00:00Z') / 1000,
        pages: [10, 10, 4],
        missing: 'ParameterNotFound',
        unknown: 'UnknownOperationException',
      },
      refusals: {
        vpc: 'InvalidVpcID.NotFound',
        subnet: 'InvalidSubnetID.NotFound',
        peering: 'InvalidVpcPeeringConnectionID.NotFound',
        malformed: 'InvalidVpcPeeringConnectionId.Malformed',
        block: 'InvalidVpc.Range',
        conflict: 'InvalidSubnet.Range',
        'dry run': 'DryRunOperation',
        filter: 'InvalidParameterValue',
        key: null,
      },
    })
  },
  120_000,
)

test.skipIf(none)(
  `the waiters, which the AWS CLI has, too${none ? ` (${none})` : ''}`,
  async () => {
    const { stdout, stderr } = await run(server, PYTHON, [`${import.meta.dirname}/boto3-waiters.py`])
    expect(stdout, stderr).not.toBe('')
    expect(JSON.parse(stdout)).toEqual([
      'vpc_exists',
      'vpc_available',
      'subnet_available',
      'internet_gateway_exists',
      'security_group_exists',
      'network_interface_available',
      'key_pair_exists',
      'image_exists',
      'image_available',
      'instance_exists',
      'instance_running',
      'instance_status_ok',
      'system_status_ok',
      'instance_stopped',
      'nat_gateway_available',
      'nat_gateway_deleted',
      'vpc_peering_connection_exists',
      'vpc_peering_connection_deleted',
      'customer_gateway_available',
      'vpn_connection_available',
      'vpn_connection_deleted',
      'instance_terminated',
    ])
  },
  120_000,
)
