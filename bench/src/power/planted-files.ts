import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';
import { equivalent, plant, type Plant } from '../plant.ts';
import type { Cell, Series } from './power-run.ts';
import { ACCEPTED } from '@wasmgate/contracts/layout';

/** What a series plants, and into which subject: a component, or a core module. */
export const planted = {
  nothing: { kind: 'loop', subject: 'clawft-agent' },
  loop: { kind: 'loop', subject: 'clawft-agent' },
  'loop in a module': { kind: 'loop', subject: 'echo-module' },
  imports: { kind: 'imports', subject: 'echo-module' },
  page: { kind: 'pages', subject: 'clawft-agent' },
  table: { kind: 'table', subject: 'echo-module' },
} as const satisfies Record<Series, { kind: Plant; subject: string }>;

/** A loop of one turn: to have a start function at all costs something, and is not what a loop is to measure. */
const LEAST: Readonly<Record<Plant, number>> = { loop: 1, pages: 0, table: 0, imports: 0 };

/** Makes the two files of a cell. The baseline is what the planter makes of a subject when it plants the least. */
export class PlantedFiles {
  readonly #root: string;
  readonly #folder: string;
  #made = 0;

  /** `root` is the workspace with its subjects built, `folder` takes the files. */
  constructor(root: string, folder: string) {
    this.#root = root;
    this.#folder = folder;
  }

  /** A file that starts slower by the cell's amount, or, for none, other bytes that do the same. */
  async head({ series, subject, amount }: Pick<Cell, 'series' | 'subject' | 'amount'>): Promise<string> {
    const number = ++this.#made;
    const bytes =
      amount === 0
        ? equivalent(readFileSync(await this.baseline({ series, subject })), number)
        : await this.#make(subject, planted[series].kind, amount + LEAST[planted[series].kind]);
    return this.#write(`head-${number}.wasm`, bytes);
  }

  async baseline({ series, subject }: Pick<Cell, 'series' | 'subject'>): Promise<string> {
    const { kind } = planted[series];
    const name = `${subject}-${kind}.wasm`;
    const file = join(this.#folder, name);
    return existsSync(file) ? file : this.#write(name, await this.#make(subject, kind, LEAST[kind]));
  }

  async #make(subject: string, kind: Plant, amount: number): Promise<Uint8Array> {
    const named = join(this.#root, 'subjects', subject, ACCEPTED.named);
    const core = plant(readFileSync(named), kind, amount);
    return subject === 'clawft-agent' ? componentNew(core, []) : core;
  }

  #write(name: string, bytes: Uint8Array): string {
    const file = join(this.#folder, name);
    writeFileSync(file, bytes);
    return file;
  }
}
