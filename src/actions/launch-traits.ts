/** What a launch request says about the instances themselves. There are no volumes. */
import { isId } from '../model/identities.ts'
import { imagesIn } from '../model/images.ts'
import type { Instance } from '../model/instance.ts'
import { instanceTypeNamed } from '../model/instance-types.ts'
import type { Traits } from '../model/launch.ts'
import { placeOf, type Tags } from '../model/owned.ts'
import { type Refusal, refuse } from '../model/refusals.ts'
import type { Subnet } from '../model/subnet.ts'
import { whyNotUserData } from '../model/user-data.ts'
import type { Vpc } from '../model/vpc.ts'
import type { Input, Situation } from './decide.ts'
import { keyPairNamed } from './find-key-pair.ts'
import { tagsFor } from './tags.ts'
import { refuseUnsupported } from './unsupported.ts'

type Request = Input<'RunInstances'>

const DEFAULT_TYPE = 'm1.small'

/** What would change what a launch gives. The rest (credits, maintenance …) changes no packet. */
const unsupported = {
  BlockDeviceMappings: [],
  CpuOptions: [],
  ElasticGpuSpecification: [],
  ElasticInferenceAccelerators: [],
  IamInstanceProfile: [],
  InstanceMarketOptions: [],
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

export const typeOf = ({ InstanceType }: Request): string => InstanceType ?? DEFAULT_TYPE

/**
 * Refuses: UnsupportedOperation, MissingParameter, InvalidAMIID.Malformed, InvalidAMIID.NotFound, InvalidKeyPair.NotFound,
 * InvalidUserData.Malformed, InvalidParameterValue, TagLimitExceeded.
 */
export function checkLaunch(situation: Situation, input: Request): void {
  refuseUnsupported(input, unsupported)
  refuseUnsupported(input.Placement ?? {}, unsupportedPlacement, 'placement.')
  refuseUnsupported(input.HibernationOptions ?? {}, { Configured: [false] }, 'hibernationOptions.')
  refuseUnsupported(input.EnclaveOptions ?? {}, { Enabled: [false] }, 'enclaveOptions.')
  tagsOf('volume', input)
  const no = whyNotImage(situation, input) ?? whyNotKey(situation, input) ?? whyNotSettings(input)
  if (no) throw no
}

/** Unless the operator wants images to be known, any id will do: nothing of an image runs here. */
function whyNotImage({ caller, images }: Situation, input: Request): Refusal | undefined {
  const { ImageId: id } = input
  if (id === undefined) return refuse('MissingParameter', 'imageId')
  if (!isId('ami', id)) return refuse('InvalidAMIID.Malformed', id, 'ami')
  const image = imagesIn(caller.region).get(id)
  if (!image) return images === 'strict' ? refuse('InvalidAMIID.NotFound', [id]) : undefined
  const { architecture = image.architecture } = instanceTypeNamed(typeOf(input))?.family ?? {}
  return architecture === image.architecture
    ? undefined
    : refuse('InvalidParameterValue/architecture', architecture, image.architecture)
}

const whyNotKey = ({ network, caller }: Situation, { KeyName: name }: Request): Refusal | undefined =>
  name === undefined || keyPairNamed(network, placeOf(caller), name)
    ? undefined
    : refuse('InvalidKeyPair.NotFound', name)

function whyNotSettings({ UserData: userData, CreditSpecification: credits }: Request): Refusal | undefined {
  const no = userData === undefined ? undefined : whyNotUserData(userData)
  if (no || !credits) return no
  return isCredits(credits.CpuCredits)
    ? undefined
    : refuse('InvalidParameterValue/credits', credits.CpuCredits ?? '')
}

const isCredits = (text: string | undefined): text is NonNullable<Instance['cpuCredits']> =>
  text === 'standard' || text === 'unlimited'

/** Ask `checkLaunch` first. Refuses: what `tagsFor` refuses. */
export const launchTraits = (input: Request, subnet: Subnet, vpc: Vpc): Traits => ({
  type: typeOf(input),
  imageId: input.ImageId ?? '',
  tenancy: input.Placement?.Tenancy ?? vpc.tenancy,
  terminationProtection: input.DisableApiTermination ?? false,
  stopProtection: input.DisableApiStop ?? false,
  shutdownBehaviour: input.InstanceInitiatedShutdownBehavior ?? 'stop',
  monitoring: input.Monitoring?.Enabled ?? false,
  ebsOptimized: input.EbsOptimized ?? false,
  ...hostNames(input, subnet),
  metadata: metadata(input),
  tags: tagsOf('instance', input),
  ...(input.KeyName !== undefined && { keyName: input.KeyName }),
  ...(input.UserData !== undefined && { userData: input.UserData }),
  ...(isCredits(input.CreditSpecification?.CpuCredits) && {
    cpuCredits: input.CreditSpecification.CpuCredits,
  }),
  ...(input.ClientToken !== undefined && { clientToken: input.ClientToken }),
})

/** What AWS tags at a launch. There are no volumes here that would bear theirs. */
const taggable = ['instance', 'network-interface', 'volume'] as const

/** The tags of one of the kinds that a launch may tag. Refuses: as `tagsFor`. */
export const tagsOf = (type: (typeof taggable)[number], input: Request): Tags =>
  tagsFor(type, input.TagSpecifications, taggable)

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
