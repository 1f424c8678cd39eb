// A real n8n on a busy machine may miss a moment once. The first failure is printed in full, and
// test/run.ts names the test at the end, and lets only a few of them pass.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
