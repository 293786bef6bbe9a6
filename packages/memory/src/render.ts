export { renderMemory } from './render/render-memory.ts';
