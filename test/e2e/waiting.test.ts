import { useSharedN8n } from './support/bench';
import { together } from './support/together';
import { agents } from './waiting/agents';
import { callbacks } from './waiting/callbacks';
import { failures } from './waiting/failures';
import { Limit } from './waiting/limit';
import { many } from './waiting/many';
import { settings } from './waiting/settings';
import { shapes } from './waiting/shapes';

/**
 * Proves what the engine tests take for granted of Create and Wait: n8n parks an execution and takes its address
 * for a call, checks the token in it, wakes once, ends the wait at its limit, and goes on with what was stored,
 * whatever the workflow around it looks like. What happens over a restart is for restarts.test.ts.
 */
const bench = useSharedN8n('perFile');
const limit = new Limit(bench);

limit.begins();
describe('when somebody calls', () => together(bench, callbacks));
describe('in a workflow of some shape', () => together(bench, { ...shapes, ...agents }));
describe('with a setting, or a failure', () => together(bench, { ...settings, ...failures }));
many(bench);
limit.ends();
