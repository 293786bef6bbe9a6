#!/usr/bin/env node
import { register } from 'tsx/esm/api';
register();
const { layDown, remove } = await import('./src/prepack.ts');
const [, , ...schemas] = process.argv;
if (schemas[0] === '--remove') remove(process.cwd());
else layDown(process.cwd(), schemas);
