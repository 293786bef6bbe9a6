export { sizeBin } from './size-bin.ts';
