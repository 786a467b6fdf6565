/** The services that answer here, as the scope of a signature names them. EC2 and STS speak Query, SSM speaks JSON. */
export const services = ['ec2', 'sts', 'ssm'] as const

export type ServiceName = (typeof services)[number]

/** The service of that name, if it answers here. */
export const serviceNamed = (wanted: string | undefined): ServiceName | undefined =>
  services.find(name => name === wanted)
