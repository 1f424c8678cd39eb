import { aptInstall, canInstall } from './apt';
import { findPostgres, givenPostgres } from './postgres';
import { findRedis, givenRedis } from './redis';

const needed = [
	{
		name: 'PostgreSQL',
		debian: 'postgresql',
		isThere: () => (givenPostgres() ?? findPostgres()) !== undefined,
	},
	{
		name: 'Redis',
		debian: 'redis-server',
		isThere: () => (givenRedis() ?? findRedis()) !== undefined,
	},
];

/** What queue mode needs and this machine has not, by name. */
export const missingServers = (): string[] =>
	needed.filter(({ isThere }) => !isThere()).map(({ name }) => name);

/** Installs what is missing, where that is possible: as root on Debian. */
export async function installServers(): Promise<void> {
	for (const { debian, isThere } of needed) {
		if (!isThere() && canInstall()) await aptInstall(debian);
	}
}
