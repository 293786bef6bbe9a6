export { renderStartup } from './render/render-startup.ts';
