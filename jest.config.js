/** Packages that are loaded once in a process; what they import comes with them. */
const shared =
	'/node_modules/(?:n8n-core|n8n-workflow|@n8n/[^/]+|ajv|axios|fast-check|reflect-metadata|typescript)/';

const transform = {
	[`${shared}.+\\.c?js$`]: '<rootDir>/test/support/native.js',
	'^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json', diagnostics: false }],
};

/** @param {string} displayName the folder under test/ */
const project = (displayName, options = {}) => ({
	displayName,
	testEnvironment: '<rootDir>/test/support/oneRealm.js',
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	transform,
	transformIgnorePatterns: [`/node_modules/(?!${shared.slice('/node_modules/'.length)})`],
	...options,
});

/** With a real n8n. @param {string} displayName */
const real = (displayName) =>
	project(displayName, {
		setupFilesAfterEnv: ['<rootDir>/test/e2e/support/secondTry.ts'],
	});

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		project('unit', { setupFilesAfterEnv: ['<rootDir>/test/unit/support/timeLimit.ts'] }),
		project('engine', {
			modulePathIgnorePatterns: [],
			setupFiles: ['<rootDir>/test/engine/support/setup.ts'],
		}),
		real('e2e'),
		real('editor'),
		real('queue'),
		project('versions'),
	],
	testTimeout: 180_000,
};
