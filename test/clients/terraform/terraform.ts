/** Terraform itself with HashiCorp's AWS provider, where both are there: neither is among Debian's packages. */
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { TestServer } from '../../api/server.ts'
import { type Ended, run } from '../program.ts'

/** Where folders of providers are, as `terraform init -plugin-dir` wants them: as told, where Terraform looks, below /opt. */
const PLACES = ['/usr/local/share/terraform/plugins', join(homedir(), '.terraform.d/plugins'), '/opt/*']
const PLUGINS =
  process.env.TF_PLUGIN_DIR ??
  globSync(PLACES.map(place => `${place}/registry.terraform.io/hashicorp/aws`)).map(found =>
    join(found, '../../..'),
  )[0]
const onPath = (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, 'terraform'))
const TERRAFORM = onPath.find(file => existsSync(file))

/** Why Terraform cannot be run here, or undefined. */
export const noTerraform =
  TERRAFORM && PLUGINS && existsSync(PLUGINS)
    ? undefined
    : 'skipped: no terraform, or no AWS provider in $TF_PLUGIN_DIR'

/** A resource as Terraform keeps it. */
export interface Kept {
  readonly type: string
  readonly address: string
  readonly attributes: Readonly<Record<string, unknown>>
}

interface State {
  readonly resources: readonly {
    readonly mode: 'managed' | 'data'
    readonly type: string
    readonly name: string
    readonly instances: readonly {
      readonly index_key?: string | number
      readonly attributes: Kept['attributes']
    }[]
  }[]
}

/** Runs in a folder of its own, which is gone when the test has finished. */
export class Terraform {
  readonly #folder = mkdtempSync(join(tmpdir(), 'isthmus-terraform-'))
  readonly #server: TestServer
  readonly #environment: NodeJS.ProcessEnv

  constructor(server: TestServer, environment: NodeJS.ProcessEnv = {}, onFinished = onTestFinished) {
    this.#server = server
    this.#environment = environment
    onFinished(() => rmSync(this.#folder, { recursive: true, force: true }))
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), text)
  }

  /** Takes the configuration of another folder. */
  copy(from: string): void {
    for (const name of readdirSync(from)) copyFileSync(join(from, name), join(this.#folder, name))
  }

  async init(): Promise<void> {
    expect(await this.run('init', `-plugin-dir=${PLUGINS}`)).toMatchObject({ code: 0 })
  }

  run(command: string, ...options: readonly string[]): Promise<Ended> {
    const environment = {
      AWS_EC2_METADATA_DISABLED: 'true',
      CHECKPOINT_DISABLE: '1',
      GOGC: '400', // the provider makes its schema anew for every command, and much garbage with it
      TF_CLI_ARGS: command === 'init' || command === 'plan' || command === 'apply' ? '-no-color' : '',
      ...this.#environment,
    }
    const args = [`-chdir=${this.#folder}`, command, ...options]
    return run(this.#server, TERRAFORM ?? '', args, environment, this.#folder)
  }

  /** What `apply` says that it did, or else all that it said. The provider mostly waits, so much is done at once. */
  async apply(...options: readonly string[]): Promise<string> {
    const { stdout, stderr } = await this.run(
      'apply',
      '-auto-approve',
      '-input=false',
      '-parallelism=50',
      ...options,
    )
    return /Apply complete! (.*)/.exec(stdout)?.[1] ?? `${stdout}${stderr}`
  }

  /** What it has made and still knows of. */
  kept(): readonly Kept[] {
    const state: State = JSON.parse(readFileSync(join(this.#folder, 'terraform.tfstate'), 'utf8'))
    return state.resources
      .filter(({ mode }) => mode === 'managed')
      .flatMap(({ type, name, instances }) =>
        instances.map(({ index_key: key, attributes }) => ({
          type,
          address: `${type}.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`,
          attributes,
        })),
      )
  }
}

/** What a plan says when there is nothing to do. */
export const IN_STEP = { code: 0, stdout: expect.stringContaining('No changes.') }
