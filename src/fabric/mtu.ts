/**
 * The largest packet on each way, in bytes. Sources: EC2 User Guide, "Network MTU"; VPC User Guide, "NAT gateway basics";
 * AWS PrivateLink Guide, "Quotas"; Site-to-Site VPN User Guide, "Tunnel options".
 */
export const MTU = {
  inRegion: 9001,
  betweenRegions: 8500,
  natGateway: 8500,
  endpoint: 8500,
  internet: 1500,
  vpn: 1446,
} as const
