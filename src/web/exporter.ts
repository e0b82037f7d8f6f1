import { startWorker } from './startWorker';

// The entry of the worker that rebuilds the model.
startWorker(() => import('../exporter/main'));
