/** What a launch request says about the instances themselves. There are no images, key pairs and volumes yet. */
import { isId } from '../model/identities.ts'
import type { Instance } from '../model/instance.ts'
import type { Traits } from '../model/launch.ts'
import { refuse } from '../model/refusals.ts'
import type { Subnet } from '../model/subnet.ts'
import type { Vpc } from '../model/vpc.ts'
import type { Input } from './decide.ts'
import { tagsFor } from './tags.ts'
import { refuseUnsupported } from './unsupported.ts'

type Request = Input<'RunInstances'>

const DEFAULT_TYPE = 'm1.small'

/** What would change what a launch gives. The rest (credits, maintenance, shutdown behaviour …) changes no packet. */
const unsupported = {
  BlockDeviceMappings: [],
  CpuOptions: [],
  ElasticGpuSpecification: [],
  ElasticInferenceAccelerators: [],
  EnablePrimaryIpv6: [false],
  IamInstanceProfile: [],
  InstanceMarketOptions: [],
  Ipv6AddressCount: [0],
  Ipv6Addresses: [],
  KernelId: [],
  LaunchTemplate: [],
  LicenseSpecifications: [],
  NetworkPerformanceOptions: [],
  Operator: [],
  RamdiskId: [],
  SecondaryInterfaces: [],
} as const

const unsupportedPlacement = {
  Affinity: ['default'],
  GroupId: [],
  GroupName: [''],
  HostId: [],
  HostResourceGroupArn: [],
  PartitionNumber: [],
} as const

/** Refuses: UnsupportedOperation, MissingParameter, InvalidAMIID.Malformed, InvalidKeyPair.NotFound. */
export function checkLaunch(input: Request): void {
  refuseUnsupported(input, unsupported)
  refuseUnsupported(input.Placement ?? {}, unsupportedPlacement, 'placement.')
  refuseUnsupported(input.HibernationOptions ?? {}, { Configured: [false] }, 'hibernationOptions.')
  refuseUnsupported(input.EnclaveOptions ?? {}, { Enabled: [false] }, 'enclaveOptions.')
  if (input.ImageId === undefined) throw refuse('MissingParameter', 'imageId')
  if (!isId('ami', input.ImageId)) throw refuse('InvalidAMIID.Malformed', input.ImageId, 'ami')
  if (input.KeyName !== undefined) throw refuse('InvalidKeyPair.NotFound', input.KeyName)
}

/** Ask `checkLaunch` first. Refuses: what `tagsFor` refuses. */
export const launchTraits = (input: Request, subnet: Subnet, vpc: Vpc): Traits => ({
  type: input.InstanceType ?? DEFAULT_TYPE,
  imageId: input.ImageId ?? '',
  tenancy: input.Placement?.Tenancy ?? vpc.tenancy,
  terminationProtection: input.DisableApiTermination ?? false,
  stopProtection: input.DisableApiStop ?? false,
  monitoring: input.Monitoring?.Enabled ?? false,
  ebsOptimized: input.EbsOptimized ?? false,
  ...hostNames(input, subnet),
  metadata: metadata(input),
  tags: tagsOf('instance', input),
  ...(input.UserData !== undefined && { userData: input.UserData }),
  ...(input.ClientToken !== undefined && { clientToken: input.ClientToken }),
})

/** The tags of one of the two kinds that a launch makes. Refuses: as `tagsFor`. */
export const tagsOf = (type: 'instance' | 'network-interface', input: Request) =>
  tagsFor(type, input.TagSpecifications, ['instance', 'network-interface'])

function hostNames(
  { PrivateDnsNameOptions: wish }: Request,
  subnet: Subnet,
): Pick<Instance, 'hostnameType' | 'resourceNameDnsA' | 'resourceNameDnsAAAA'> {
  return {
    hostnameType: wish?.HostnameType ?? subnet.hostnameType,
    resourceNameDnsA: wish?.EnableResourceNameDnsARecord ?? subnet.resourceNameDnsA,
    resourceNameDnsAAAA: wish?.EnableResourceNameDnsAAAARecord ?? subnet.resourceNameDnsAAAA,
  }
}

const metadata = ({ MetadataOptions: wish }: Request): Instance['metadata'] => ({
  endpoint: wish?.HttpEndpoint ?? 'enabled',
  ipv6: wish?.HttpProtocolIpv6 ?? 'disabled',
  tags: wish?.InstanceMetadataTags ?? 'disabled',
  tokens: wish?.HttpTokens ?? 'optional',
  hopLimit: wish?.HttpPutResponseHopLimit ?? 1,
})
