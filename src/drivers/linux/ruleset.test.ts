import { describe, expect, test } from 'vitest'
import { EMPTY_RULESET, type NftObject, parseRuleset, rulesetChanges, rulesetOf } from './ruleset.ts'

const LISTING = `table inet isthmus {
	set members-sg-1 {
		type ipv4_addr
		elements = { 10.1.1.12, 10.1.1.13,
			     10.1.1.14 }
	}

	map egress-of {
		type ifname : verdict
		elements = { "eni-1" : goto egress-eni-1,
			     "pcx-1" : accept }
	}

	chain egress {
		type filter hook forward priority 0; policy drop;
		iifname vmap @egress-of
	}

	chain egress-eni-1 {
		ip saddr != 10.1.1.12 drop
		tcp dport { 80, 443 } accept
	}

	chain none {
	}
}
table ip nat {
	chain post {
		masquerade
	}
}
`

const chain = (name: string, ...content: string[]): NftObject => ({
  kind: 'chain',
  name,
  declaration: '',
  content,
})
const base = (name: string, policy: string, ...content: string[]): NftObject => ({
  ...chain(name, ...content),
  declaration: `type filter hook forward priority 0; policy ${policy};`,
})
const set = (name: string, ...content: string[]): NftObject => ({
  kind: 'set',
  name,
  declaration: 'type ipv4_addr;',
  content,
})
const map = (name: string, ...content: string[]): NftObject => ({
  kind: 'map',
  name,
  declaration: 'type ifname : verdict;',
  content,
})

test('a listing is read whole', () => {
  const { objects } = rulesetOf([
    set('members-sg-1', '10.1.1.12', '10.1.1.13', '10.1.1.14'),
    map('egress-of', '"eni-1" : goto egress-eni-1', '"pcx-1" : accept'),
    base('egress', 'drop', 'iifname vmap @egress-of'),
    chain('egress-eni-1', 'ip saddr != 10.1.1.12 drop', 'tcp dport { 80, 443 } accept'),
    chain('none'),
  ])
  expect(parseRuleset(LISTING)).toEqual({ objects, foreign: ['ip nat'] })
  expect(parseRuleset('')).toEqual(EMPTY_RULESET)
})

describe('changes', () => {
  const changes = (wanted: NftObject[], found: NftObject[]) =>
    rulesetChanges(rulesetOf(wanted), rulesetOf(found))

  test('equal rulesets have none', () => {
    const objects = [set('s', '1.1.1.1'), chain('c', 'accept')]
    expect(changes(objects, objects)).toEqual([])
  })

  test('from nothing: what is named comes before what names it', () =>
    expect(
      changes([map('m', '"d" : goto c'), base('b', 'drop', 'iifname vmap @m'), chain('c', 'accept')], []),
    ).toEqual([
      'add table inet isthmus',
      'add map inet isthmus m { type ifname : verdict; }',
      'add chain inet isthmus b { type filter hook forward priority 0; policy drop; }',
      'add chain inet isthmus c',
      'add rule inet isthmus b iifname vmap @m',
      'add rule inet isthmus c accept',
      'add element inet isthmus m { "d" : goto c }',
    ]))

  test('to nothing: in the opposite order', () =>
    expect(changes([], [map('m', '"d" : goto c'), chain('c', 'accept')])).toEqual([
      'flush map inet isthmus m',
      'flush chain inet isthmus c',
      'delete map inet isthmus m',
      'delete chain inet isthmus c',
    ]))

  test('one more rule rewrites one chain', () =>
    expect(
      changes([chain('a', 'accept'), chain('b', 'x', 'y')], [chain('a', 'accept'), chain('b', 'x')]),
    ).toEqual(['flush chain inet isthmus b', 'add rule inet isthmus b x', 'add rule inet isthmus b y']))

  test('one more address is one more element; an element that leads elsewhere is replaced', () => {
    expect(changes([set('s', '1.1.1.1', '1.1.1.2')], [set('s', '1.1.1.1', '1.1.1.3')])).toEqual([
      'delete element inet isthmus s { 1.1.1.3 }',
      'add element inet isthmus s { 1.1.1.2 }',
    ])
    expect(changes([map('m', '"d" : goto c')], [map('m', '"d" : accept')])).toEqual([
      'delete element inet isthmus m { "d" }',
      'add element inet isthmus m { "d" : goto c }',
    ])
  })

  test('another policy makes the whole table anew, in the same transaction', () =>
    expect(changes([base('b', 'drop')], [base('b', 'accept'), chain('c')])).toEqual([
      'add table inet isthmus',
      'delete table inet isthmus',
      'add table inet isthmus',
      'add chain inet isthmus b { type filter hook forward priority 0; policy drop; }',
    ]))

  test("somebody's tables go", () =>
    expect(rulesetChanges(EMPTY_RULESET, { ...EMPTY_RULESET, foreign: ['ip nat'] })).toEqual([
      'delete table ip nat',
    ]))
})
