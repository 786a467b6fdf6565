/** The configurations in the folders beside, and what Terraform says of them. */
import type { Kept } from './terraform.ts'

export interface Configuration {
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  /** Types of resources, or their addresses, that are forgotten after they were made, and imported. */
  readonly imported: readonly string[]
  readonly made: string
  readonly changed: string
  readonly deleted: string
}

const DEFAULT_TAGS = { 'TF_AWS_DEFAULT_TAGS_made-by': 'terraform' }

export const configurations: readonly Configuration[] = [
  {
    folder: 'network',
    environment: DEFAULT_TAGS,
    imported: [
      'aws_customer_gateway',
      'aws_ec2_managed_prefix_list',
      'aws_egress_only_internet_gateway',
      'aws_eip',
      'aws_flow_log',
      'aws_internet_gateway',
      'aws_nat_gateway',
      'aws_network_acl',
      'aws_network_interface',
      'aws_route',
      'aws_route_table',
      'aws_route_table_association',
      'aws_security_group',
      'aws_subnet',
      'aws_vpc.bare',
      'aws_vpc.dedicated',
      'aws_vpc.main',
      'aws_vpc_dhcp_options',
      'aws_vpc_endpoint',
      'aws_vpc_security_group_egress_rule',
      'aws_vpc_security_group_ingress_rule',
      'aws_vpn_connection',
      'aws_vpn_gateway',
    ],
    made: 'Resources: 90 added, 0 changed, 0 destroyed.',
    changed: 'Resources: 58 imported, 1 added, 28 changed, 1 destroyed.',
    deleted: 'Resources: 0 added, 0 changed, 90 destroyed.',
  },
  {
    folder: 'instances',
    environment: DEFAULT_TAGS,
    imported: ['aws_eip', 'aws_instance.app', 'aws_instance.web', 'aws_network_interface'],
    made: 'Resources: 19 added, 0 changed, 0 destroyed.',
    changed: 'Resources: 8 imported, 0 added, 3 changed, 0 destroyed.',
    deleted: 'Resources: 0 added, 0 changed, 19 destroyed.',
  },
  {
    folder: 'peering',
    environment: {},
    imported: ['aws_vpc', 'aws_vpc_peering_connection', 'aws_vpc_peering_connection_options', 'aws_route'],
    made: 'Resources: 22 added, 0 changed, 0 destroyed.',
    changed: 'Resources: 15 imported, 0 added, 3 changed, 0 destroyed.',
    deleted: 'Resources: 0 added, 0 changed, 22 destroyed.',
  },
]

type Attributes = Kept['attributes']

/** What a resource is imported by, where that is not its id. */
const importedBy: Readonly<Record<string, ((its: Attributes) => string) | undefined>> = {
  aws_route: its => `${its.route_table_id}_${destination(its)}`,
  aws_route_table_association: its => `${its.subnet_id || its.gateway_id}/${its.route_table_id}`,
}

const destination = (its: Attributes): unknown =>
  its.destination_cidr_block || its.destination_ipv6_cidr_block || its.destination_prefix_list_id

/** Terraform's own words for "import these". */
export const imports = (some: readonly Kept[]): string =>
  some
    .map(({ type, address, attributes }) => {
      const id = importedBy[type]?.(attributes) ?? attributes.id
      return `import {\n  to = ${address}\n  id = "${id}"\n}\n`
    })
    .join('\n')
