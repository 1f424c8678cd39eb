const { runCLI } = require('jest');

/**
 * Runs tests in the current folder, again and again, so that n8n-core is loaded once. Answers with
 * the first test that failed, or what kept a file from being loaded.
 */
process.on('message', async ({ project, paths, related }) => {
	const { results } = await runCLI(
		{
			$0: 'jest',
			_: paths,
			selectProjects: [project],
			findRelatedTests: related,
			env: require.resolve('./stopAtFirst.js'),
			reporters: [],
			runInBand: true,
			passWithNoTests: true,
			// What a mistake lets hang has been noticed.
			testTimeout: 120_000,
			watchman: false,
		},
		[process.cwd()],
	);
	const files = results.testResults;
	const failed = files.flatMap((file) =>
		file.testResults.filter(({ status }) => status === 'failed'),
	);
	const broken = files.find(({ testExecError }) => testExecError !== undefined);
	process.send({
		failed: failed[0]?.fullName,
		broken: broken?.failureMessage,
		files: files.length,
	});
});
