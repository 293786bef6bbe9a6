/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */
import type { Validate } from '../validate.ts';
export declare const validate: Validate;
