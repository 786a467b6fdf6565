/**
 * Writes what src/wire knows of AWS, out of the AWS SDK's own runtime schemas and types: `contract.generated.json`
 * (its form: src/wire/contract.ts) and `operations.generated.ts`. Run by `npm run generate`; a test regenerates both in
 * memory and compares, so a new version of the SDK cannot drift past unseen.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as ec2 from '@aws-sdk/client-ec2'
import * as sts from '@aws-sdk/client-sts'
import { readEnumerations } from './enumerations.ts'
import { type OperationSchema, readSchemas } from './schemas.ts'

const services = [
  {
    name: 'ec2',
    package: '@aws-sdk/client-ec2',
    interface: 'Operations',
    exports: ec2,
    version: '2016-11-15',
    namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    item: 'item',
  },
  {
    name: 'sts',
    package: '@aws-sdk/client-sts',
    interface: 'StsOperations',
    exports: sts,
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    item: 'member',
  },
] as const

/** Path from the root of the repository → text of the file. */
export function generate(): Record<string, string> {
  const tables = services.map(service => [service.name, table(service)] as const)
  return {
    'src/wire/contract.generated.json': `${JSON.stringify(Object.fromEntries(tables), null, 1)}\n`,
    'src/wire/operations.generated.ts': operationTypes(),
  }
}

function table(service: (typeof services)[number]) {
  const operations = operationSchemas(service.exports)
  const enumerations = readEnumerations(service.package)
  return {
    version: service.version,
    namespace: service.namespace,
    ...readSchemas(operations, service, enumerations),
  }
}

/** The schemas of the package's operations, by name: arrays that begin with 9. */
function operationSchemas(exports: object): OperationSchema[] {
  return Object.values(exports)
    .filter((value): value is OperationSchema => Array.isArray(value) && value[0] === 9)
    .sort((a, b) => (a[2] < b[2] ? -1 : 1))
}

function operationTypes(): string {
  const imports = services.map(service => `import type * as ${alias(service)} from '${service.package}'`)
  const head =
    "/** Written by tools/generate-contract.ts: AWS's own types of every operation's input and reply. */"
  return `${[head, ...imports].join('\n')}\n\n${services.map(operationsInterface).join('\n')}`
}

function operationsInterface(service: (typeof services)[number]): string {
  const from = alias(service)
  const rows = operationSchemas(service.exports).map(
    ([, , name]) =>
      `  ${name}: { input: ${from}.${name}CommandInput; reply: Omit<${from}.${name}CommandOutput, '$metadata'> }`,
  )
  return `export interface ${service.interface} {\n${rows.join('\n')}\n}\n`
}

const alias = ({ name }: { readonly name: string }): string => name.charAt(0).toUpperCase() + name.slice(1)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(generate())) {
    const file = new URL(`../${path}`, import.meta.url)
    if (readFileSync(file, { encoding: 'utf8', flag: 'a+' }) !== text) writeFileSync(file, text)
  }
}
