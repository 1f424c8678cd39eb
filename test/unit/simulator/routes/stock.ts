import type { Simulator } from '../../../simulator';

/** What the cases ask for by name. */
export function stock(simulator: Simulator): void {
	for (const shelf of ['videos', 'avatars', 'looks', 'voices'] as const) simulator.seed(shelf, 2);
	simulator.put('assets', { id: 'asset-1', name: 'a.png', owner: 'simulated-user' });
	simulator.put('translations', { id: 't1', output_language: 'Danish' });
	simulator.put('proofreads', { id: 'p1', status: 'completed', output_language: 'Danish' });
	simulator.put('lipsyncs', { id: 'l1', status: 'pending' });
}
