import type { Simulator } from '../../../simulator';

/** What the cases ask for by name. */
export function stock(simulator: Simulator): void {
	const seeded = ['videos', 'avatars', 'looks', 'voices', 'templates'] as const;
	for (const shelf of seeded) simulator.seed(shelf, 2);
	simulator.put('assets', { id: 'asset-1', name: 'a.png', owner: 'simulated-user' });
	simulator.put('translations', { id: 't1', output_language: 'Danish' });
	simulator.put('proofreads', { id: 'p1', status: 'completed', output_language: 'Danish' });
	simulator.put('sessions', { session_id: 's1', status: 'thinking', messages: [] });
	simulator.put('resources', { resource_id: 'r1', _session_id: 's1' });
	simulator.put('lipsyncs', { id: 'l1', status: 'pending' });
}
