export { renderAnswers } from './render/render-answers.ts';
export { renderSize } from './render/render-size.ts';
