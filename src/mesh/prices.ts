/**
 * What peering and Transit Gateway cost, in US dollars, in the Regions of the United States, without taxes; others differ a little.
 * Sources, as of 2026: aws.amazon.com/transit-gateway/pricing (its worked example); "Demystifying Amazon VPC peering charges" in
 * AWS's networking blog (free inside an Availability Zone); aws.amazon.com/ec2/pricing/on-demand, "Data Transfer".
 */
export const prices = {
  /** Of a VPC that is attached, by the hour. */
  attachmentHour: 0.05,
  /** Of each gigabyte that a VPC sends to the gateway. */
  gatewayGigabyte: 0.02,
  /** Of each gigabyte through a peering, for the sender and again for the receiver, between zones of a Region. */
  zoneGigabyte: 0.01,
  /** Of each gigabyte through a peering that leaves a Region. */
  regionGigabyte: 0.02,
} as const

/** As AWS counts a month. */
export const HOURS_A_MONTH = 730
