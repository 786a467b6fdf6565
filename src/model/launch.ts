/** What comes into being with a launch: instances that share a reservation, each with its primary network interface. */
import type { Birth } from './birth.ts'
import type { Address } from './cidr.ts'
import type { Instance } from './instance.ts'
import { macOf } from './mac-address.ts'
import type { Attachment, NetworkInterface } from './network-interface.ts'
import type { Subnet } from './subnet.ts'

/** What the launch decides about its instances beyond where they are. */
export type Traits = Omit<Instance, keyof Placed | 'stateReason'>
type Placed = Pick<
  Instance,
  | 'kind'
  | 'id'
  | 'ownerId'
  | 'region'
  | 'state'
  | 'since'
  | 'vpcId'
  | 'subnetId'
  | 'zone'
  | 'reservationId'
  | 'launchIndex'
  | 'launchedAt'
>

export interface Launch {
  readonly subnet: Subnet
  /** One for each instance. */
  readonly addresses: readonly Address[]
  readonly groups: readonly string[]
  readonly traits: Traits
  readonly interface: Pick<NetworkInterface, 'description' | 'tags'> & Pick<Attachment, 'deleteOnTermination'>
}

export interface Launched {
  readonly instance: Instance
  readonly primary: NetworkInterface
}

/** The instances are `pending` until the data plane has built them. */
export function launched(birth: Birth, launch: Launch): readonly Launched[] {
  const reservationId = birth.newId('r')
  return launch.addresses.map((address, launchIndex) => {
    const instance = newInstance(birth, launch, { reservationId, launchIndex })
    return { instance, primary: newInterface(birth, launch, instance.id, address) }
  })
}

const newInstance = (
  { place, now, newId }: Birth,
  { subnet, traits }: Launch,
  position: Pick<Instance, 'reservationId' | 'launchIndex'>,
): Instance => ({
  kind: 'instance',
  id: newId('i'),
  ...place,
  ...traits,
  ...position,
  state: 'pending',
  since: now,
  launchedAt: now,
  vpcId: subnet.vpcId,
  subnetId: subnet.id,
  zone: subnet.zone,
})

function newInterface(
  { place, now, newId }: Birth,
  { subnet, groups, interface: { deleteOnTermination, ...wish } }: Launch,
  instanceId: string,
  address: Address,
): NetworkInterface {
  const id = newId('eni')
  return {
    kind: 'network-interface',
    id,
    ...place,
    ...wish,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    zone: subnet.zone,
    mac: macOf(id),
    addresses: [address],
    groups,
    sourceDestCheck: true,
    attachment: {
      id: newId('eni-attach'),
      instanceId,
      deviceIndex: 0,
      attachedAt: now,
      deleteOnTermination,
    },
    createdAt: now,
  }
}
