import type { GeneratorForm } from '../../kokoro/twoGraphs';

/** What makes the sound of a model that is optimized for this machine. */
export const generatorForm = (): GeneratorForm => 'graph';
