/** Two VPCs with two instances each, peered, routed and open: what tables of tests change one thing in. */
import { idOf } from './draw-vpc.ts'
import type { InstanceSketch, PeeringSketch, Sketch, VpcSketch } from './sketch.ts'

export const instance = (vpc: number, host: number, more: Partial<InstanceSketch> = {}): InstanceSketch => ({
  vpc,
  subnet: 0,
  host,
  state: 'running',
  groups: [0],
  ...more,
})

export const vpc = (block: string, more: Partial<VpcSketch> = {}): VpcSketch => ({
  block,
  isIpv6: false,
  inOtherRegion: false,
  isOpen: true,
  ownTables: [false],
  ...more,
})

export const peering = (from: number, to: number, more: Partial<PeeringSketch> = {}): PeeringSketch => ({
  from,
  to,
  state: 'active',
  isRouted: true,
  ...more,
})

/** 10.0.0.10 and 10.0.0.11 in the one VPC, 10.1.0.10 and 10.1.0.11 in the other. */
export const example: Sketch = {
  vpcs: [vpc('10.0.0.0/16'), vpc('10.1.0.0/16')],
  peerings: [peering(0, 1)],
  gateways: [],
  sites: [],
  nats: [],
  routes: [],
  edges: [],
  acls: [],
  rules: [],
  instances: [instance(0, 10), instance(0, 11), instance(1, 10), instance(1, 11)],
}

export const instanceId = (vpc: number, host: number, subnet = 0): string => idOf('i', vpc, subnet, host)
export const interfaceId = (vpc: number, host: number, subnet = 0): string => idOf('eni', vpc, subnet, host)
