// A real n8n on a busy machine may miss a moment once. The first failure is printed in full: look
// into it, it is a fault of the test or of the product.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
