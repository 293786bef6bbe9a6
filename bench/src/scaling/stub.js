// A task of the stubbed workspace: puts there what the real task wrote, and prints what it printed.
import { cpSync, readFileSync } from 'node:fs';

const [, , recorded] = process.argv;
cpSync(`${recorded}/files`, '.', { recursive: true });
process.stdout.write(readFileSync(`${recorded}/log`));
