import type { Mutant } from '../mutant';
import { api } from './api';
import { endpoint } from './endpoint';
import { events } from './events';
import { once } from './once';
import { resources } from './resources';
import { trigger } from './trigger';
import { waiting } from './waiting';

/** Where a mistake would lose an event, a job or a secret. */
export const mutants: readonly Mutant[] = [
	...trigger,
	...once,
	...endpoint,
	...waiting,
	...api,
	...events,
	...resources,
];
