/**
 * Instances on the wire. What Isthmus has no notion of (images, volumes, hosts) is shown as AWS shows a plain Linux
 * instance. A terminated instance has lost its place in the network.
 */
import type {
  _InstanceType,
  Instance as Shown,
  InstanceState as ShownState,
  Tenancy,
} from '@aws-sdk/client-ec2'
import { hostName } from '../model/dns-names.ts'
import { isClassic } from '../model/ec2-classic.ts'
import { INSTANCE_STATE_CODES, type Instance, type InstanceState } from '../model/instance.ts'
import { architectureOf, rootDeviceOf } from '../model/machine.ts'
import type { Network } from '../model/network.ts'
import { addressesOf, type NetworkInterface } from '../model/network-interface.ts'
import { zoneId } from '../model/regions.ts'
import { showGroups, showInstanceInterface } from './show-network-interface.ts'
import { showPublicAddress } from './show-public-address.ts'
import { showTags } from './tags.ts'

/** `interfaces` are those of the instance, the primary one among them if it has any. */
export function showInstance(
  network: Network,
  instance: Instance,
  interfaces: readonly NetworkInterface[] = network.networkInterfaces.where('instance', instance.id),
): Shown {
  return {
    ...PLAIN,
    Architecture: architectureOf(instance),
    RootDeviceName: rootDeviceOf(instance),
    InstanceId: instance.id,
    AmiLaunchIndex: instance.launchIndex,
    ClientToken: instance.clientToken ?? '',
    EbsOptimized: instance.ebsOptimized,
    ImageId: instance.imageId,
    InstanceType: instance.type as _InstanceType,
    ...(instance.keyName !== undefined && { KeyName: instance.keyName }),
    LaunchTime: new Date(instance.launchedAt),
    MetadataOptions: showMetadata(instance),
    Monitoring: { State: showMonitoring(instance) },
    Placement: showPlacement(instance),
    PrivateDnsNameOptions: showNameOptions(instance),
    State: showState(instance.state),
    ...showReason(instance),
    Tags: showTags(instance.tags),
    ...showWhere(network, instance, interfaces),
  }
}

const PLAIN = {
  BlockDeviceMappings: [],
  CapacityReservationSpecification: { CapacityReservationPreference: 'open' },
  CurrentInstanceBootMode: 'legacy-bios',
  EnaSupport: true,
  EnclaveOptions: { Enabled: false },
  HibernationOptions: { Configured: false },
  Hypervisor: 'xen',
  MaintenanceOptions: { AutoRecovery: 'default', RebootMigration: 'default' },
  NetworkPerformanceOptions: { BandwidthWeighting: 'default' },
  Operator: { Managed: false },
  PlatformDetails: 'Linux/UNIX',
  ProductCodes: [],
  RootDeviceType: 'ebs',
  UsageOperation: 'RunInstances',
  VirtualizationType: 'hvm',
} satisfies Shown

export const showState = (state: InstanceState): ShownState => ({
  Code: INSTANCE_STATE_CODES[state],
  Name: state,
})

function showWhere(network: Network, instance: Instance, interfaces: readonly NetworkInterface[]): Shown {
  const primary = interfaces.find(one => one.attachment?.deviceIndex === 0)
  if (!primary) return { ...NOWHERE, SecurityGroups: [] }
  if (isClassic(network, instance)) return showInClassic(network, instance, primary)
  return {
    NetworkInterfaces: interfaces.map(one => showInstanceInterface(network, instance, one)),
    ...showIpv6(primary),
    ...showAddresses(network, instance, primary),
    SecurityGroups: showGroups(network, primary.groups),
    SourceDestCheck: primary.sourceDestCheck,
    SubnetId: instance.subnetId,
    VpcId: instance.vpcId,
  }
}

const NOWHERE = { NetworkInterfaces: [], PrivateDnsName: '', PublicDnsName: '' } satisfies Shown

/** It has its addresses only while it is up. */
const showInClassic = (network: Network, instance: Instance, primary: NetworkInterface): Shown => ({
  ...NOWHERE,
  ...(instance.state !== 'stopped' && showAddresses(network, instance, primary)),
  SecurityGroups: showGroups(network, primary.groups),
})

function showAddresses(network: Network, instance: Instance, primary: NetworkInterface): Shown {
  const [address] = primary.addresses
  const mapping = showPublicAddress(network, primary, address)
  return {
    PrivateDnsName: hostName(instance, address),
    PrivateIpAddress: address.text,
    PublicDnsName: mapping?.PublicDnsName ?? '',
    ...(mapping && { PublicIpAddress: mapping.PublicIp }),
  }
}

function showIpv6(primary: NetworkInterface): Shown {
  const [first] = addressesOf(primary, 6)
  return first ? { Ipv6Address: first.text } : {}
}

function showReason({ state, stateReason }: Instance): Shown {
  if (state === 'pending')
    return { StateReason: { Code: 'pending', Message: 'pending' }, StateTransitionReason: '' }
  if (!stateReason) return { StateTransitionReason: '' }
  const { code, message } = stateReason
  return {
    StateReason: { Code: code, Message: `${code}: User initiated shutdown` },
    StateTransitionReason: message,
  }
}

const showMonitoring = ({ monitoring, state }: Instance) => {
  if (!monitoring) return 'disabled'
  return state === 'pending' ? 'pending' : 'enabled'
}

const showPlacement = ({ region, zone, tenancy }: Instance): Shown['Placement'] => ({
  AvailabilityZone: zone,
  AvailabilityZoneId: zoneId(region, zone),
  GroupName: '',
  Tenancy: tenancy as Tenancy,
})

const showNameOptions = (instance: Instance): Shown['PrivateDnsNameOptions'] => ({
  HostnameType: instance.hostnameType,
  EnableResourceNameDnsARecord: instance.resourceNameDnsA,
  EnableResourceNameDnsAAAARecord: instance.resourceNameDnsAAAA,
})

export const showMetadata = ({ metadata, state }: Instance): Shown['MetadataOptions'] => ({
  State: state === 'pending' ? 'pending' : 'applied',
  HttpEndpoint: metadata.endpoint,
  HttpProtocolIpv6: metadata.ipv6,
  HttpPutResponseHopLimit: metadata.hopLimit,
  HttpTokens: metadata.tokens,
  InstanceMetadataTags: metadata.tags,
})
