const transform = {
	'^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json', diagnostics: false }],
};

/** @param {string} displayName the folder under test/ */
const project = (displayName, options = {}) => ({
	displayName,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	transform,
	...options,
});

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		project('unit', { setupFilesAfterEnv: ['<rootDir>/test/unit/support/timeLimit.ts'] }),
		project('engine', {
			modulePathIgnorePatterns: [],
			setupFiles: ['<rootDir>/test/engine/support/setup.ts'],
		}),
		project('e2e'),
		project('editor'),
		project('queue'),
		project('versions'),
	],
	testTimeout: 180_000,
};
