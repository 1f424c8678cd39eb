import { Simulator } from './simulator';
import type { SimulatorOptions } from './types';

export { Simulator };
export { sign } from './delivery/signature';
export { catalogue } from './state/catalogue';
export type * from './jobs/types';
export type { SeedName } from './state/seeds';
export type { ShelfName } from './state/shelves';
export type * from './types';

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	return await new Simulator(options).open();
}
