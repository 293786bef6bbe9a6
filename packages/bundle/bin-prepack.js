#!/usr/bin/env node
import { register } from 'tsx/esm/api';
register();
const { prepack } = await import('./src/prepack.ts');
prepack(process.cwd(), process.argv.slice(2));
