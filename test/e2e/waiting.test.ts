import { toolsAllowed } from './support/agent';
import { useN8n } from './support/bench';
import { together } from './support/together';
import { agents } from './waiting/agents';
import { callbacks } from './waiting/callbacks';
import { failures } from './waiting/failures';
import { Limit } from './waiting/limit';
import { many } from './waiting/many';
import { names } from './waiting/names';
import { restarts } from './waiting/restarts';
import { settings } from './waiting/settings';
import { shapes } from './waiting/shapes';

// One n8n for all, because its start is most of the time.
const bench = useN8n({ env: toolsAllowed }, 'perFile');
const limit = new Limit(bench);

limit.begins();
describe('when somebody calls', () => together(bench, { ...callbacks, ...names }));
describe('in a workflow of some shape', () => together(bench, { ...shapes, ...agents }));
describe('with a setting, or a failure', () => together(bench, { ...settings, ...failures }));
many(bench);
restarts(bench);
limit.ends();
