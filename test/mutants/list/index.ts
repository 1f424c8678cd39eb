import type { Mutant } from '../mutant';
import { api } from './api';
import { dedupe } from './dedupe';
import { endpoint } from './endpoint';
import { events } from './events';
import { poll } from './poll';
import { resources } from './resources';
import { trigger } from './trigger';
import { waiting } from './waiting';

/** Where a mistake would lose an event, a job or a secret. */
export const mutants: readonly Mutant[] = [
	...trigger,
	...dedupe,
	...endpoint,
	...poll,
	...waiting,
	...api,
	...events,
	...resources,
];
