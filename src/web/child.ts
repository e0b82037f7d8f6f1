import { type CallMap, type Handlers, serve } from '../common/rpc';
import { portOf } from './extensionFiles';

/**
 * Answers the calls of the extension host. It is the counterpart of common/process/child.ts in a worker, which the
 * build puts in its place.
 */
export function serveParent<C extends CallMap<C>>(handlers: Handlers<C>): void {
  serve<C>(portOf(self), handlers);
}
