import { startWorker } from './startWorker';

// The entry of the engine's worker.
startWorker(() => import('../engine/main'));
