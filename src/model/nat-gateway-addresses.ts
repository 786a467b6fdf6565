/** Secondary addresses come to a NAT gateway and leave it: its document, its interface and its elastic addresses change. */
import { takeAddresses } from './address-wish.ts'
import type { Birth } from './birth.ts'
import type { Address } from './cidr.ts'
import type { ElasticAddress } from './elastic-address.ts'
import type { NatAddress, NatGateway } from './nat-gateway.ts'
import { mapped } from './nat-gateway-birth.ts'
import { type Change, type Network, put } from './network.ts'
import { type NetworkInterface, withAddresses } from './network-interface.ts'
import { unassociated } from './public-mapping.ts'
import { Refusal } from './refusals.ts'
import type { Subnet } from './subnet.ts'
import { SubnetAddresses } from './subnet-addresses.ts'

export interface MoreAddresses {
  /** Named private addresses, and how many beside, whichever they are; together at least one. */
  readonly secondary: readonly Address[]
  readonly secondaryCount: number
  /** One for each, if it is a public gateway. */
  readonly elastic: readonly ElasticAddress[]
}

/** The new addresses, and what changes. The gateway is `available`. Refuses: as `takeAddresses`. */
export function withMore(
  network: Network,
  birth: Pick<Birth, 'newId'>,
  gateway: NatGateway,
  { secondary: [first, ...named], secondaryCount, elastic }: MoreAddresses,
): readonly [readonly NatAddress[], readonly Change[]] | Refusal {
  const own = interfaceOf(network, gateway)
  const taken = takeAddresses(new SubnetAddresses(network, network.subnets.get(gateway.subnetId) as Subnet), {
    ...(first && { primary: first }),
    secondary: named,
    secondaryCount: first ? secondaryCount : secondaryCount - 1,
    ipv6: [],
    ipv6Count: 0,
  })
  if (taken instanceof Refusal) return taken
  const { addresses, changes } = mapped(birth, own, taken, elastic)
  return [
    addresses,
    [
      put({ ...gateway, addresses: [...gateway.addresses, ...addresses] }),
      put(withAddresses(own, [...own.addresses, ...taken])),
      ...changes,
    ],
  ]
}

/** What changes when secondary addresses go. */
export function withoutSome(
  network: Network,
  gateway: NatGateway,
  going: readonly NatAddress[],
): readonly Change[] {
  const own = interfaceOf(network, gateway)
  const gone = new Set(going.map(one => one.privateAddress?.at))
  const elastic = going.flatMap(one => network.elasticAddresses.get(one.elastic?.allocationId ?? '') ?? [])
  return [
    put({ ...gateway, addresses: gateway.addresses.filter(one => !going.includes(one)) }),
    put(
      withAddresses(
        own,
        own.addresses.filter(({ at }) => !gone.has(at)),
      ),
    ),
    ...elastic.map(one => put(unassociated(one))),
  ]
}

/** A gateway that is `available` has an interface. */
const interfaceOf = (network: Network, { addresses: [primary] }: NatGateway): NetworkInterface =>
  network.networkInterfaces.get(primary?.networkInterfaceId ?? '') as NetworkInterface
