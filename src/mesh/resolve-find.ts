/** Which VPCs a member stands for, in the account and the Region in which it says they are. */
import { type Place, placeKey } from '../model/owned.ts'
import { accessKey, accessText, type Identities, type MemberSpec, type Selector, tagsText } from './file.ts'
import type { SeenVpc } from './landscape.ts'
import { listed } from './nearest.ts'
import type { Objection } from './objection.ts'
import { hasTags, nameAdvice, placeText, someOf, tagsAdvice, vpcText } from './resolve-text.ts'

/** One for an id or a name, all for tags; objects: account, unreadable, not-found, not-unique. */
export function findVpcs(
  spec: MemberSpec,
  vpcs: readonly SeenVpc[],
  identities: Identities,
): readonly SeenVpc[] | Objection {
  const place = placeOf(spec, identities)
  if ('code' in place) return place
  const selected = vpcs.filter(vpc => isSelected(vpc, spec.selector))
  const here = selected.filter(vpc => placeKey(vpc) === placeKey(place))
  if (here.length === 0) return notFound(spec.selector, place, selected, vpcs)
  return here.length > 1 && spec.selector.by === 'name' ? notUnique(spec.selector.name, place, here) : here
}

function placeOf({ access, region }: MemberSpec, identities: Identities): Place | Objection {
  const identity = identities.get(accessKey(access))
  if (!identity) {
    const why = `Nobody knows which account ${accessText(access)} is.`
    return { code: 'unreadable', why, advice: [], about: [] }
  }
  if (access.account === undefined || access.account === identity.ownerId)
    return { ownerId: identity.ownerId, region: region ?? identity.region }
  return {
    code: 'account',
    why: `${capital(accessText(access))} is account ${identity.ownerId}, not ${access.account}.`,
    advice: [`Name a profile or a role of account ${access.account}.`],
    about: [],
  }
}

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1)

export function isSelected(vpc: Pick<SeenVpc, 'id' | 'tags'>, selector: Selector): boolean {
  switch (selector.by) {
    case 'id':
      return vpc.id === selector.id
    case 'name':
      return vpc.tags.Name === selector.name
    case 'tags':
      return hasTags(vpc.tags, selector.tags)
  }
}

function notFound(
  selector: Selector,
  place: Place,
  elsewhere: readonly SeenVpc[],
  all: readonly SeenVpc[],
): Objection {
  const there = all.filter(vpc => placeKey(vpc) === placeKey(place))
  const found = elsewhere.map(vpc => elsewhereAdvice(vpc, place))
  return {
    code: 'not-found',
    why: `${selectorText(selector)} in ${placeText(place)}.`,
    advice: found.length > 0 ? found : nearestAdvice(selector, there),
    about: selector.by === 'id' ? [selector.id] : [],
  }
}

function elsewhereAdvice(vpc: SeenVpc, place: Place): string {
  const lacking = [
    ...(vpc.region === place.region ? [] : [`region: ${vpc.region}`]),
    ...(vpc.ownerId === place.ownerId ? [] : ['a profile or a role of that account']),
  ]
  return `${vpcText(vpc)} is in ${placeText(vpc)}: give its member ${listed(lacking, 'and')}.`
}

function selectorText(selector: Selector): string {
  switch (selector.by) {
    case 'id':
      return `There is no ${selector.id}`
    case 'name':
      return `No VPC is named '${selector.name}'`
    case 'tags':
      return `No VPC has the tags ${tagsText(selector.tags)}`
  }
}

function nearestAdvice(selector: Selector, there: readonly SeenVpc[]): readonly string[] {
  if (there.length === 0) return ['There is no VPC at all: is it the right account and Region?']
  switch (selector.by) {
    case 'id':
      return [`There are: ${someOf(there.map(vpcText))}.`]
    case 'name':
      return [
        nameAdvice(
          selector.name,
          there.flatMap(({ tags }) => tags.Name || []),
        ),
      ]
    case 'tags':
      return tagsAdvice(
        selector.tags,
        there.map(({ tags }) => tags),
      )
  }
}

function notUnique(name: string, place: Place, found: readonly SeenVpc[]): Objection {
  const ids = found.map(({ id }) => id).sort()
  return {
    code: 'not-unique',
    why: `${found.length} VPCs in ${placeText(place)} are named '${name}': ${listed(ids, 'and')}.`,
    advice: [`Name the one by its id, or all of them by their tag: { Name: ${name} }.`],
    about: ids,
  }
}
