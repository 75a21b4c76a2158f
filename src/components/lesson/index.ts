/** All that a lesson may use: `import { … } from '@lesson'` (docs/authoring.md). */
export { default as Goals } from './Goals.astro';
export { default as Client } from './Client.astro';
export { default as Server } from './Server.astro';
export { default as Term } from './Term.astro';
export { default as Predict } from './Predict.astro';
export { default as Choice } from './Choice.astro';
export { default as Reveal } from './Reveal.astro';
export { default as Value } from './Value.astro';
export { default as Question } from './Question.astro';
export { default as Why } from './Why.astro';
export { default as Measured } from './Measured.astro';
export { default as Next } from './Next.astro';
export { default as Demo } from './Demo.astro';
export { default as Exercise } from './Exercise.astro';
