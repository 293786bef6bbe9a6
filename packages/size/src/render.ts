export { renderAdvice } from './render/render-advice.ts';
export { renderAnswers } from './render/render-answers.ts';
export { renderSize } from './render/render-size.ts';
