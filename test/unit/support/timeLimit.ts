// A project of jest's configuration takes no testTimeout, and that of the others is minutes.
jest.setTimeout(10_000);
