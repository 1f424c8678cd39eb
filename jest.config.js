const typescript = { '^.+\\.ts$': '<rootDir>/test/support/typescript.js' };

/** @param {string} displayName the folder under test/ */
const project = (displayName, options = {}) => ({
	displayName,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	transform: typescript,
	...options,
});

/** These are loaded once in a process, with all that they import; see oneRealm.js. */
const packages =
	'(?:n8n-core|n8n-workflow|@n8n/[^/]+|ajv|axios|fast-check|reflect-metadata|typescript)/';
const inOneRealm = {
	// Whatever file loads n8n-core first, it is told not to touch this machine's n8n.
	setupFiles: ['<rootDir>/test/support/setup.ts'],
	testEnvironment: '<rootDir>/test/support/oneRealm.js',
	transform: {
		...typescript,
		[`/node_modules/${packages}.+\\.c?js$`]: '<rootDir>/test/support/native.js',
	},
	transformIgnorePatterns: [`/node_modules/(?!${packages})`],
};

/** What the other tests lean on most: of the simulator's own tests these are run with the units. */
const short = '<rootDir>/test/simulator/tests/{auth,idempotency,v1,v3Endpoints}.test.ts';

/** With a real n8n. @param {string} displayName */
const real = (displayName) =>
	project(displayName, { setupFilesAfterEnv: ['<rootDir>/test/e2e/support/secondTry.ts'] });

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		project('unit', {
			...inOneRealm,
			testMatch: ['<rootDir>/test/unit/**/*.test.ts', short],
		}),
		project('engine', { ...inOneRealm, modulePathIgnorePatterns: [] }),
		project('long', inOneRealm),
		project('simulator', inOneRealm),
		real('e2e'),
		real('restarts'),
		real('editor'),
		real('queue'),
		project('versions'),
	],
	// Only for what hangs: a busy machine may take its time.
	testTimeout: 180_000,
};
