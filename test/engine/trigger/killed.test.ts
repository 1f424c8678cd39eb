import { bench } from '../support/bench';
import { diesAtSteps } from '../support/dying';

afterEach(() => jest.useRealTimers());

/** Each of them is tried in `long/killed`. */
diesAtSteps(bench(), 5);
