/** What `/metrics` shows, in Prometheus' format. Each server has its own registry, so several fit in one process. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { documents } from '../model/network.ts'
import type { Engine } from './engine.ts'

const LATENCIES = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

export class Metrics {
  readonly registry = new Registry()
  readonly #requests = new Counter({
    name: 'isthmus_requests_total',
    help: 'API calls by operation and by the code they were refused with, or ok',
    labelNames: ['operation', 'code'] as const,
    registers: [this.registry],
  })
  readonly #seconds = new Histogram({
    name: 'isthmus_request_seconds',
    help: 'Time from the whole request to its durable answer',
    labelNames: ['operation'] as const,
    buckets: LATENCIES,
    registers: [this.registry],
  })
  readonly #steps = new Counter({
    name: 'isthmus_reconcile_steps_total',
    help: 'Steps taken to make the data plane what the network says, by cause',
    labelNames: ['cause'] as const,
    registers: [this.registry],
  })
  readonly #reconcileSeconds = new Histogram({
    name: 'isthmus_reconcile_seconds',
    help: 'Time of a round of the loop that took steps',
    labelNames: ['cause'] as const,
    buckets: LATENCIES,
    registers: [this.registry],
  })

  answered(operation: string, code: string, milliseconds: number): void {
    this.#requests.inc({ operation, code })
    this.#seconds.observe({ operation }, milliseconds / 1_000)
  }

  reconciled(cause: string, steps: number, milliseconds: number): void {
    this.#steps.inc({ cause }, steps)
    this.#reconcileSeconds.observe({ cause }, milliseconds / 1_000)
  }

  /** Reads these from the engine whenever somebody asks. */
  watch(engine: Engine): void {
    collectDefaultMetrics({ register: this.registry })
    this.#gauge('isthmus_revision', 'Revision of the network', () => engine.network.revision)
    this.#gauge(
      'isthmus_failed_parts',
      'Parts of the data plane that could not be made real',
      () => engine.failures.length,
    )
    const registers = [this.registry]
    new Gauge({
      name: 'isthmus_documents',
      help: 'Documents in the network by kind',
      labelNames: ['kind'] as const,
      registers,
      collect() {
        this.reset()
        for (const { kind } of documents(engine.network)) this.inc({ kind })
      },
    })
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read())
      },
    })
  }
}
