/** What can be tagged after it was made: by its id, whatever kind of resource it is. */
import type { ResourceType } from '@aws-sdk/client-ec2'
import { type IdentifiedKind, identities, isId, notFound } from '../model/identities.ts'
import { type Document, inPlace } from '../model/network.ts'
import { placeKey, placeOf, type Tags } from '../model/owned.ts'
import type { Peering } from '../model/peering.ts'
import { refuse } from '../model/refusals.ts'
import type { Situation } from './decide.ts'
import { lookUp } from './find.ts'
import { lookUpPeering, visibleSides } from './find-peering.ts'

/** A resource as tags see it: its own, and itself with others. */
export interface Taggable {
  readonly id: string
  readonly type: ResourceType
  readonly tags: Tags
  with(tags: Tags): Document
}

/** The kinds that AWS lets one tag, and how it calls them. Associations have ids, but no tags. */
const types = {
  vpc: 'vpc',
  subnet: 'subnet',
  'route-table': 'route-table',
  'dhcp-options': 'dhcp-options',
  'prefix-list': 'prefix-list',
  'vpc-endpoint': 'vpc-endpoint',
  'endpoint-service': 'vpc-endpoint-service',
  'flow-log': 'vpc-flow-log',
  peering: 'vpc-peering-connection',
  'internet-gateway': 'internet-gateway',
  'egress-only-gateway': 'egress-only-internet-gateway',
  'nat-gateway': 'natgateway',
  'vpn-gateway': 'vpn-gateway',
  'customer-gateway': 'customer-gateway',
  'vpn-connection': 'vpn-connection',
  'elastic-address': 'elastic-ip',
  'security-group': 'security-group',
  'security-group-rule': 'security-group-rule',
  'network-acl': 'network-acl',
  'network-interface': 'network-interface',
  instance: 'instance',
  'key-pair': 'key-pair',
} as const satisfies Partial<Record<IdentifiedKind, ResourceType>>

type TaggableKind = keyof typeof types
const KINDS = Object.keys(types) as TaggableKind[]

/** The caller's resource of that id. Refuses: InvalidID for what is no id of a taggable kind, ….NotFound. */
export function findTaggable(situation: Situation, id: string): Taggable {
  const kind = KINDS.find(one => isId(identities[one].prefix, id))
  if (!kind) throw refuse('InvalidID', id)
  const found = lookUpTaggable(situation, kind, id)
  if (!found) throw notFound(kind, id)
  return found
}

/** The same without a refusal. */
export function taggableOf(situation: Situation, id: string): Taggable | undefined {
  const kind = KINDS.find(one => isId(identities[one].prefix, id))
  return kind && lookUpTaggable(situation, kind, id)
}

function lookUpTaggable(situation: Situation, kind: TaggableKind, id: string): Taggable | undefined {
  const { network, caller, now } = situation
  if (kind === 'peering') {
    const peering = lookUpPeering(network, caller, now, id)
    return peering && peeringAsTaggable(situation, peering)
  }
  const found = lookUp(network, caller, kind, id)
  return found && asTaggable(kind, found)
}

/** All that the caller has and could tag, kind by kind. */
export function* allTaggable(situation: Situation): Generator<Taggable> {
  const { network, caller, now } = situation
  const place = placeOf(caller)
  for (const kind of KINDS) {
    for (const found of inPlace(network, kind, place)) {
      if (found.kind !== 'peering') yield asTaggable(kind, found)
      else if (visibleSides(found, caller, now).length > 0) yield peeringAsTaggable(situation, found)
    }
  }
}

const asTaggable = (kind: TaggableKind, resource: Exclude<TaggableDocument, Peering>): Taggable => ({
  id: resource.id,
  type: types[kind],
  tags: resource.tags,
  with: tags => ({ ...resource, tags }),
})

type TaggableDocument = Extract<Document, { readonly kind: TaggableKind }>

/** A peering has tags of its own for each account and Region; the other side does not see them. */
function peeringAsTaggable({ caller }: Situation, peering: Peering): Taggable {
  const mine = placeKey(placeOf(caller))
  return {
    id: peering.id,
    type: types.peering,
    tags: peering.tags[mine] ?? {},
    with: tags => ({ ...peering, tags: { ...peering.tags, [mine]: tags } }),
  }
}
