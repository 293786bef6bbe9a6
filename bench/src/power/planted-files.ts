import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';
import { ACCEPTED } from '@wasmgate/contracts/layout';
import { equivalent, plant, type Plant } from '../plant.ts';

/** A loop of one turn: to have a start function at all costs something, and is not what a loop is to measure. */
const LEAST: Partial<Record<Plant, number>> = { loop: 1, initialiser: 1 };

/** What is planted where, and how much of it. */
interface Planted {
  readonly subject: string;
  readonly plant: Plant | 'nothing';
  readonly amount: number;
}

/** Makes the two files of a comparison. The baseline is what the planter makes of a subject when it plants the least. */
export class PlantedFiles {
  readonly #root: string;
  readonly #folder: string;
  #made = 0;

  /** `root` is the workspace, `folder` takes the files. */
  constructor(root: string, folder: string) {
    this.#root = root;
    this.#folder = folder;
  }

  /** A file that starts slower by the amount, or, for nothing, other bytes that do the same. */
  async head({ subject, plant: kind, amount }: Planted): Promise<string> {
    const number = ++this.#made;
    const bytes =
      kind === 'nothing'
        ? equivalent(readFileSync(await this.baseline({ subject, plant: kind })), number)
        : await this.#make(subject, kind, amount + (LEAST[kind] ?? 0));
    return this.#write(`head-${number}.wasm`, bytes);
  }

  async baseline({ subject, plant: kind }: Pick<Planted, 'subject' | 'plant'>): Promise<string> {
    const name = `${subject}-${kind}.wasm`;
    const file = join(this.#folder, name);
    const what = kind === 'nothing' ? 'loop' : kind;
    return existsSync(file) ? file : this.#write(name, await this.#make(subject, what, LEAST[what] ?? 0));
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
